import type ts from "typescript";
import {Bindings} from "./bindings.js";
import type {CellRecord} from "./cellRecord.js";
import {HELPERS} from "./helperNames.js";
import {
  functionNames,
  isGenerated,
  isLexical,
  lexicalNames,
  listNames,
  memberNames,
  patternNames,
  type TypeScript,
  varNames,
} from "./names.js";
import {givesName, named} from "./naming.js";
import type {Scope} from "./scope.js";

/**
 * Walks the JavaScript tree of a cell, after TypeScript has lowered enums, namespaces, decorators and `using`, and
 * turns every reference to a top-level name into a field of its ref: functions, closures and later cells then all see
 * one variable. Awaits and dynamic imports are routed through the executor.
 */
export class Rewriter {
  readonly #ts: TypeScript;
  readonly #context: ts.TransformationContext;
  readonly #cell: CellRecord;
  readonly #bindings: Bindings;

  constructor(typescript: TypeScript, context: ts.TransformationContext, cell: CellRecord) {
    this.#ts = typescript;
    this.#context = context;
    this.#cell = cell;
    this.#bindings = new Bindings(typescript, this);
  }

  get bindings(): Bindings {
    return this.#bindings;
  }

  /** Rewrites a node of a kind that stays what it is: a statement, a clause, a function. */
  node<T extends ts.Node>(node: T, scope: Scope): T {
    return this.#visit(node, scope) as T;
  }

  expression(node: ts.Expression, scope: Scope): ts.Expression {
    return this.#visit(node, scope) as ts.Expression;
  }

  /** `$$name.v`, mapped to where the student wrote `name`. */
  ref(name: string, at?: ts.Node): ts.PropertyAccessExpression {
    const {factory} = this.#ts;
    this.#cell.used.add(name);
    const ref = factory.createPropertyAccessExpression(
      factory.createIdentifier(this.#cell.parameter(name)),
      "v",
    );
    if (at !== undefined) this.#ts.setSourceMapRange(this.#ts.setTextRange(ref, at), at);
    return ref;
  }

  /** Rewrites what a class holds; its own name means the class itself inside of it, whatever later cells declare. */
  classParts(node: ts.ClassLikeDeclaration, scope: Scope) {
    const inside = node.name === undefined ? scope : scope.block([node.name.text]);
    return {
      heritage: node.heritageClauses?.map(clause => this.#children(clause, scope)),
      members: node.members.map(member => this.#member(member, inside)),
    };
  }

  #visit(node: ts.Node, scope: Scope): ts.Node {
    const {factory, SyntaxKind} = this.#ts;
    if (this.#ts.isIdentifier(node)) return this.#isTopLevel(node, scope) ? this.ref(node.text, node) : node;
    if (this.#ts.isFunctionLike(node)) return this.#function(node, scope);
    if (this.#ts.isPropertyAccessExpression(node))
      return factory.updatePropertyAccessExpression(node, this.expression(node.expression, scope), node.name);
    if (this.#ts.isPropertyAssignment(node))
      return factory.updatePropertyAssignment(
        node,
        this.propertyName(node.name, scope),
        this.expression(node.initializer, scope),
      );
    if (this.#ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node, scope);
    if (this.#ts.isBinaryExpression(node)) return this.#binary(node, scope);
    if (this.#ts.isCallExpression(node)) return this.#call(node, scope);
    if (this.#ts.isTaggedTemplateExpression(node)) return this.#taggedTemplate(node, scope);
    if (this.#ts.isAwaitExpression(node)) return this.#await(node, scope);
    if (this.#ts.isMetaProperty(node))
      return node.keywordToken === SyntaxKind.ImportKeyword ? factory.createIdentifier(HELPERS.meta) : node;
    if (this.#ts.isLabeledStatement(node))
      return factory.updateLabeledStatement(node, node.label, this.node(node.statement, scope));
    if (this.#ts.isBreakStatement(node) || this.#ts.isContinueStatement(node)) return node;
    if (this.#ts.isClassDeclaration(node)) {
      const {heritage, members} = this.classParts(node, scope);
      return factory.updateClassDeclaration(node, node.modifiers, node.name, undefined, heritage, members);
    }
    if (this.#ts.isClassExpression(node)) {
      const {heritage, members} = this.classParts(node, scope);
      return factory.updateClassExpression(node, node.modifiers, node.name, undefined, heritage, members);
    }
    if (this.#ts.isBlock(node))
      return this.#children(node, scope.block(lexicalNames(this.#ts, node.statements)));
    if (this.#ts.isCaseBlock(node))
      return this.#children(
        node,
        scope.block(node.clauses.flatMap(clause => lexicalNames(this.#ts, clause.statements))),
      );
    if (this.#ts.isCatchClause(node)) return this.#catch(node, scope);
    if (this.#ts.isForStatement(node)) return this.#for(node, scope);
    if (this.#ts.isForInStatement(node) || this.#ts.isForOfStatement(node)) return this.#forEach(node, scope);
    if (this.#ts.isVariableStatement(node)) return this.#variables(node, scope);
    if (this.#ts.isVariableDeclaration(node))
      return factory.updateVariableDeclaration(
        node,
        this.#bindings.pattern(node.name, scope),
        undefined,
        undefined,
        node.initializer && this.expression(node.initializer, scope),
      );
    if (this.#ts.isParameter(node))
      return factory.updateParameterDeclaration(
        node,
        node.modifiers,
        node.dotDotDotToken,
        this.#bindings.pattern(node.name, scope),
        undefined,
        undefined,
        node.initializer && this.expression(node.initializer, scope),
      );
    if (this.#ts.isExpressionStatement(node)) return this.#expressionStatement(node, scope);
    return this.#children(node, scope);
  }

  #isTopLevel(identifier: ts.Identifier, scope: Scope): boolean {
    return (
      !isGenerated(identifier) && !scope.binds(identifier.text) && this.#cell.isTopLevel(identifier.text)
    );
  }

  #children<T extends ts.Node>(node: T, scope: Scope): T {
    return this.#ts.visitEachChild(node, child => this.#visit(child, scope), this.#context);
  }

  #function(node: ts.SignatureDeclaration, scope: Scope): ts.Node {
    const inside = scope.function(functionNames(this.#ts, node));
    return this.#ts.visitEachChild(
      node as ts.Node,
      child => {
        if (child !== node.name) return this.#visit(child, inside);
        return this.#ts.isComputedPropertyName(child) ? this.#visit(child, scope) : child;
      },
      this.#context,
    );
  }

  #member(member: ts.ClassElement, scope: Scope): ts.ClassElement {
    if (this.#ts.isPropertyDeclaration(member))
      return this.#ts.factory.updatePropertyDeclaration(
        member,
        member.modifiers,
        this.propertyName(member.name, scope),
        undefined,
        undefined,
        member.initializer && this.expression(member.initializer, scope.function([])),
      );
    if (this.#ts.isClassStaticBlockDeclaration(member)) {
      const vars = member.body.statements.flatMap(statement => varNames(this.#ts, statement));
      return this.#children(member, scope.function(vars));
    }
    return this.node(member, scope);
  }

  propertyName<T extends ts.PropertyName>(name: T, scope: Scope): T {
    return this.#ts.isComputedPropertyName(name) ? this.node(name, scope) : name;
  }

  #shorthand(node: ts.ShorthandPropertyAssignment, scope: Scope): ts.Node {
    const {factory} = this.#ts;
    const initializer =
      node.objectAssignmentInitializer && this.expression(node.objectAssignmentInitializer, scope);
    if (!this.#isTopLevel(node.name, scope))
      return initializer ? factory.updateShorthandPropertyAssignment(node, node.name, initializer) : node;
    const ref = this.ref(node.name.text, node.name);
    const value = initializer ? factory.createAssignment(ref, initializer) : ref;
    return this.#ts.setTextRange(
      factory.createPropertyAssignment(factory.createIdentifier(node.name.text), value),
      node,
    );
  }

  #binary(node: ts.BinaryExpression, scope: Scope): ts.Node {
    const {left, operatorToken} = node;
    const right = this.expression(node.right, scope);
    const names =
      this.#ts.isIdentifier(left) && this.#isTopLevel(left, scope) && givesName(this.#ts, operatorToken);
    return this.#ts.factory.updateBinaryExpression(
      node,
      this.expression(left, scope),
      operatorToken,
      names ? named(this.#ts, left.text, right) : right,
    );
  }

  #call(node: ts.CallExpression, scope: Scope): ts.Node {
    const {factory} = this.#ts;
    if (node.expression.kind === this.#ts.SyntaxKind.ImportKeyword)
      return factory.createCallExpression(
        factory.createIdentifier(HELPERS.importModule),
        undefined,
        node.arguments.map(argument => this.expression(argument, scope)),
      );
    if (!this.#ts.isIdentifier(node.expression) || !this.#isTopLevel(node.expression, scope))
      return this.#children(node, scope);
    return factory.updateCallExpression(
      node,
      this.#callee(node.expression),
      undefined,
      node.arguments.map(argument => this.expression(argument, scope)),
    );
  }

  #taggedTemplate(node: ts.TaggedTemplateExpression, scope: Scope): ts.Node {
    if (!this.#ts.isIdentifier(node.tag) || !this.#isTopLevel(node.tag, scope))
      return this.#children(node, scope);
    return this.#ts.factory.updateTaggedTemplateExpression(
      node,
      this.#callee(node.tag),
      undefined,
      this.node(node.template, scope),
    );
  }

  /** `(0, $$f.v)`: without the comma `this` would be the ref. */
  #callee(name: ts.Identifier): ts.Expression {
    const {factory} = this.#ts;
    const callee = factory.createParenthesizedExpression(
      factory.createComma(factory.createNumericLiteral(0), this.ref(name.text)),
    );
    // no mapping at its end: a call is reported at its bracket, and shall point to the name before it
    this.#ts.setEmitFlags(callee, this.#ts.EmitFlags.NoTrailingSourceMap);
    return this.#ts.setSourceMapRange(callee, name);
  }

  #await(node: ts.AwaitExpression, scope: Scope): ts.Node {
    this.#noteAwait(scope);
    return this.#ts.factory.updateAwaitExpression(
      node,
      this.#helper(HELPERS.wait, this.expression(node.expression, scope), node.expression),
    );
  }

  #noteAwait(scope: Scope): void {
    if (!scope.insideFunction) this.#cell.isAsync = true;
  }

  #helper(name: string, argument: ts.Expression, at: ts.Node): ts.Expression {
    const {factory} = this.#ts;
    const call = factory.createCallExpression(factory.createIdentifier(name), undefined, [argument]);
    return this.#ts.setSourceMapRange(call, at);
  }

  #catch(node: ts.CatchClause, scope: Scope): ts.Node {
    const {factory} = this.#ts;
    const name = node.variableDeclaration?.name;
    const clause = this.#children(node, scope.block(name ? patternNames(this.#ts, name) : []));
    if (name === undefined || !this.#ts.isIdentifier(name)) return clause;
    const tidy = factory.createExpressionStatement(
      factory.createCallExpression(factory.createIdentifier(HELPERS.caught), undefined, [name]),
    );
    return factory.updateCatchClause(
      clause,
      clause.variableDeclaration,
      factory.updateBlock(clause.block, [tidy, ...clause.block.statements]),
    );
  }

  #for(node: ts.ForStatement, scope: Scope): ts.Node {
    const list = this.#list(node.initializer);
    const inside = list && isLexical(this.#ts, list) ? scope.block(listNames(this.#ts, list)) : scope;
    let initializer: ts.ForInitializer | undefined;
    if (list && inside === scope && this.#bindings.isTopLevelList(list, scope))
      initializer = this.#sequence(this.#bindings.assignments(list, scope, false));
    else initializer = node.initializer && this.node(node.initializer, inside);
    return this.#ts.factory.updateForStatement(
      node,
      initializer,
      node.condition && this.expression(node.condition, inside),
      node.incrementor && this.expression(node.incrementor, inside),
      this.node(node.statement, inside),
    );
  }

  #forEach(node: ts.ForInStatement | ts.ForOfStatement, scope: Scope): ts.Node {
    const {factory} = this.#ts;
    const list = this.#list(node.initializer);
    const inside = list && isLexical(this.#ts, list) ? scope.block(listNames(this.#ts, list)) : scope;
    const [declaration] = list?.declarations ?? [];
    const initializer =
      list && declaration && inside === scope && this.#bindings.isTopLevelList(list, scope)
        ? this.#bindings.target(declaration.name, scope)
        : this.node(node.initializer, inside);
    const over = this.expression(node.expression, scope);
    const statement = this.node(node.statement, inside);
    if (this.#ts.isForInStatement(node))
      return factory.updateForInStatement(node, initializer, over, statement);
    if (node.awaitModifier === undefined)
      return factory.updateForOfStatement(node, undefined, initializer, over, statement);
    this.#noteAwait(scope);
    const cancellable = this.#helper(HELPERS.waitEach, over, node.expression);
    return factory.updateForOfStatement(node, node.awaitModifier, initializer, cancellable, statement);
  }

  #list(initializer: ts.ForInitializer | undefined): ts.VariableDeclarationList | undefined {
    return initializer && this.#ts.isVariableDeclarationList(initializer) ? initializer : undefined;
  }

  /** A `var` in a block of the cell belongs to the cell; every other declaration stays where it is. */
  #variables(node: ts.VariableStatement, scope: Scope): ts.Node {
    const list = node.declarationList;
    if (isLexical(this.#ts, list) || !this.#bindings.isTopLevelList(list, scope))
      return this.#children(node, scope);
    const sequence = this.#sequence(this.#bindings.assignments(list, scope, false));
    const {factory} = this.#ts;
    return sequence
      ? this.#ts.setTextRange(factory.createExpressionStatement(sequence), node)
      : factory.createEmptyStatement();
  }

  #sequence(expressions: readonly ts.Expression[]): ts.Expression | undefined {
    if (expressions.length === 0) return undefined;
    return expressions.reduce((left, right) => this.#ts.factory.createComma(left, right));
  }

  #expressionStatement(node: ts.ExpressionStatement, scope: Scope): ts.Node {
    const original = this.#ts.getOriginalNode(node);
    const isLowered = this.#ts.isModuleDeclaration(original) || this.#ts.isEnumDeclaration(original);
    const call = node.expression;
    if (!isLowered || !this.#ts.isCallExpression(call)) return this.#children(node, scope);
    // an enum or namespace is a function called at once: its members are known inside, its argument is not
    const {factory} = this.#ts;
    const inside = scope.block(memberNames(this.#ts, original));
    return factory.updateExpressionStatement(
      node,
      factory.updateCallExpression(
        call,
        this.expression(call.expression, inside),
        undefined,
        call.arguments.map(argument => this.expression(argument, scope)),
      ),
    );
  }
}
