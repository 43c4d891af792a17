import type ts from "typescript";
import {isGenerated, listNames, type TypeScript} from "./names.js";
import {named} from "./naming.js";
import type {Rewriter} from "./rewriter.js";
import type {Scope} from "./scope.js";

/** Declarations: those of the top level become assignments to refs, all others keep their names. */
export class Bindings {
  readonly #ts: TypeScript;
  readonly #rewriter: Rewriter;

  constructor(typescript: TypeScript, rewriter: Rewriter) {
    this.#ts = typescript;
    this.#rewriter = rewriter;
  }

  /**
   * Assignments for the declarations of a top-level list. Without an initializer a name becomes undefined when
   * `reset`, as `let` and `const` are new in every cell, and keeps its value otherwise, as `var` does.
   */
  assignments(list: ts.VariableDeclarationList, scope: Scope, reset: boolean): ts.Expression[] {
    const {factory} = this.#ts;
    return list.declarations.flatMap(({name, initializer}, index): ts.Expression[] => {
      if (initializer === undefined)
        return reset ? [factory.createAssignment(this.target(name, scope), factory.createVoidZero())] : [];
      const value = this.#rewriter.expression(initializer, scope);
      const kept = this.#ts.isIdentifier(name) ? named(this.#ts, name.text, value) : value;
      const assignment = factory.createAssignment(this.target(name, scope), kept);
      this.#ts.setSourceMapRange(assignment, list.declarations[index]);
      return [this.#ts.isIdentifier(name) ? assignment : factory.createParenthesizedExpression(assignment)];
    });
  }

  /** Whether a list of declarations binds names of the cell's top level, and none nearer. */
  isTopLevelList(list: ts.VariableDeclarationList, scope: Scope): boolean {
    const names = listNames(this.#ts, list);
    return names.length > 0 && !names.some(name => scope.binds(name));
  }

  /** A declared pattern with its defaults and computed keys rewritten; the names it binds stay. */
  pattern(name: ts.BindingName, scope: Scope): ts.BindingName {
    const {factory} = this.#ts;
    if (this.#ts.isIdentifier(name)) return name;
    const element = (node: ts.BindingElement) =>
      factory.updateBindingElement(
        node,
        node.dotDotDotToken,
        node.propertyName && this.#rewriter.propertyName(node.propertyName, scope),
        this.pattern(node.name, scope),
        node.initializer && this.#rewriter.expression(node.initializer, scope),
      );
    if (this.#ts.isObjectBindingPattern(name))
      return factory.updateObjectBindingPattern(name, name.elements.map(element));
    return factory.updateArrayBindingPattern(
      name,
      name.elements.map(node => (this.#ts.isOmittedExpression(node) ? node : element(node))),
    );
  }

  /** A declared pattern of the top level as the left side of an assignment to refs. */
  target(name: ts.BindingName, scope: Scope): ts.Expression {
    const {factory} = this.#ts;
    if (this.#ts.isIdentifier(name)) return isGenerated(name) ? name : this.#rewriter.ref(name.text, name);
    const withDefault = (node: ts.BindingElement) => {
      const target = this.target(node.name, scope);
      return node.initializer
        ? factory.createAssignment(target, this.#rewriter.expression(node.initializer, scope))
        : target;
    };
    if (this.#ts.isArrayBindingPattern(name))
      return factory.createArrayLiteralExpression(
        name.elements.map(node => {
          if (this.#ts.isOmittedExpression(node)) return node;
          return node.dotDotDotToken
            ? factory.createSpreadElement(this.target(node.name, scope))
            : withDefault(node);
        }),
      );
    return factory.createObjectLiteralExpression(
      name.elements.map(node => {
        if (node.dotDotDotToken) return factory.createSpreadAssignment(this.target(node.name, scope));
        const key = node.propertyName ?? (node.name as ts.Identifier);
        return factory.createPropertyAssignment(
          this.#ts.isIdentifier(key)
            ? factory.createIdentifier(key.text)
            : this.#rewriter.propertyName(key, scope),
          withDefault(node),
        );
      }),
    );
  }
}
