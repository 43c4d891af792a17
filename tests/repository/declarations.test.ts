import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {expect} from "chai";
import type TypeScript from "typescript";
import {packageRoot} from "../../src/frontend/places.js";

/**
 * Stock tslab reads our declarations with TypeScript 5.0.4 and the old module resolution. Syntax that is newer becomes
 * `any` there without a word, so a learner's mistake would go unnoticed.
 */
const old = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof TypeScript;

const ENTRY = path.join(packageRoot, "dist", "src", "index.d.ts");
const USER = path.join(packageRoot, "node_modules", "kernelbook-declarations.ts");

function oldProgram(text: string): TypeScript.Program {
  const options: TypeScript.CompilerOptions = {
    target: old.ScriptTarget.ES2021,
    module: old.ModuleKind.CommonJS,
    moduleResolution: old.ModuleResolutionKind.Node10,
    lib: ["lib.es2021.d.ts", "lib.dom.d.ts"],
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const host = old.createCompilerHost(options);
  const readFile = host.getSourceFile;
  host.fileExists = file => file === USER || old.sys.fileExists(file);
  host.getSourceFile = (file, target, ...rest) =>
    file === USER ? old.createSourceFile(file, text, target) : readFile.call(host, file, target, ...rest);
  return old.createProgram([USER], options, host);
}

/** Types of the library whose own declarations fill in `any`: what an iterator returns at its end. */
const ANY_BY_ITSELF = /^(Async)?(Iterator|Generator|IterableIterator|IteratorResult)$/;

/** The places inside a type where TypeScript 5.0.4 sees `any`, as paths: `loss.return`, `pad2d(options)`. */
function anyPlaces(program: TypeScript.Program): string[] {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const seen = new Set<TypeScript.Type>();
  const ours = (declarations: readonly TypeScript.Declaration[] | undefined) =>
    declarations?.some(one => one.getSourceFile().fileName.startsWith(path.dirname(ENTRY))) === true;
  const walk = (type: TypeScript.Type, place: string): void => {
    if (type.flags & old.TypeFlags.Any) found.push(place);
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) walk(part, place);
    for (const argument of checker.getTypeArguments(type as TypeScript.TypeReference) ?? []) {
      const filledIn = ANY_BY_ITSELF.test(type.symbol?.name ?? "") && argument.flags & old.TypeFlags.Any;
      if (!filledIn) walk(argument, `${place}<>`);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      if (
        !ours(
          signature.declaration === undefined ? undefined : [signature.declaration as TypeScript.Declaration],
        )
      )
        continue;
      walk(signature.getReturnType(), `${place}.return`);
      for (const parameter of signature.parameters) {
        const declaration = parameter.valueDeclaration;
        if (declaration)
          walk(checker.getTypeOfSymbolAtLocation(parameter, declaration), `${place}(${parameter.name})`);
      }
    }
    for (const property of type.getProperties()) {
      const declaration = property.valueDeclaration;
      // The types of private members are left out of declarations.
      const isPrivate = declaration && old.getCombinedModifierFlags(declaration) & old.ModifierFlags.Private;
      if (declaration && !isPrivate && !property.name.startsWith("#") && ours([declaration])) {
        walk(checker.getTypeOfSymbolAtLocation(property, declaration), `${place}.${property.name}`);
      }
    }
  };
  const entry = program.getSourceFile(ENTRY);
  const symbol = entry && checker.getSymbolAtLocation(entry);
  if (entry === undefined || symbol === undefined) return ["the entry point was not found"];
  for (const one of checker.getExportsOfModule(symbol)) {
    const target = one.flags & old.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    if (target.flags & old.SymbolFlags.Value)
      walk(checker.getTypeOfSymbolAtLocation(target, entry), one.name);
    if (target.flags & old.SymbolFlags.Type) walk(checker.getDeclaredTypeOfSymbol(target), one.name);
  }
  return found;
}

/** Errors in our own declarations and the file that uses them; the libraries' are not ours to mend. */
function complaints(program: TypeScript.Program): string[] {
  return program
    .getSourceFiles()
    .filter(({fileName}) => fileName === USER || fileName.startsWith(path.dirname(ENTRY)))
    .flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({file, messageText}) => `${file?.fileName}: ${old.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

describe("declarations of kernelbook, read with TypeScript 5.0.4 and the old resolution", function () {
  this.timeout(60_000);

  it("are what stock tslab reads", () => {
    expect(old.version).to.match(/^5\.0\./);
    expect(fs.existsSync(ENTRY)).to.equal(true);
  });

  it("have no error, and every export has a type that is known", () => {
    const program = oldProgram(
      'import * as kernelbook from "kernelbook";\nexport const all: object = kernelbook;\n',
    );
    expect(complaints(program)).to.deep.equal([]);
    expect(anyPlaces(program)).to.deep.equal([]);
  });

  it("catch a wrong call", () => {
    const program = oldProgram(
      'import {outputSize} from "kernelbook";\nexport const n: string = outputSize("28");\n',
    );
    expect(complaints(program).length).to.be.greaterThan(0);
  });
});
