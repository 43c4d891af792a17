/** Cells in the order in which a student might run them, and whether each is a type error. */
export interface TypeCase {
  readonly code: string;
  readonly hasError: boolean;
  /** Why the case is there. */
  readonly about: string;
}

const ok = (about: string, code: string): TypeCase => ({code, hasError: false, about});
const error = (about: string, code: string): TypeCase => ({code, hasError: true, about});

export const TYPE_CASES: readonly TypeCase[] = [
  ok("a variable", "let n = 0"),
  error("keeps its type in later cells", "n = 'x'"),
  ok("can be assigned in later cells", "n = 5; n.toFixed()"),
  ok("a constant", "const a = 1"),
  error("cannot be assigned in later cells", "a = 2"),
  ok("can be declared anew", "const a = 'q'"),
  ok("has its new type", "a.toUpperCase()"),
  ok("a generic class", "class K<T> { constructor(public v: T) {} }"),
  error("keeps its parameters in later cells", "const k: K<number> = new K('s')"),
  ok("a class can be declared anew", "class K { z = 1 }"),
  ok("has its new members", "new K().z"),
  ok("an interface", "interface I { a: number }"),
  ok("is replaced, not merged, by a later one", "interface I { b: string }"),
  ok("has its new members only", "const i: I = { b: 's' }"),
  ok("an enum", "enum E { A, B }"),
  ok("is type and value in later cells", "const e1: E = E.A; e1"),
  ok("a namespace", "namespace N { export type T = number; export const c: T = 1 }"),
  ok("gives types and values to later cells", "const nt: N.T = N.c; nt"),
  ok("a generic type alias with a default", "type U<T extends string = 'x'> = { [P in T]: number }"),
  error("keeps its constraint in later cells", "const u: U<'q'> = { q: 's' }"),
  ok("a nullable variable", "let m: string | null = null"),
  error("is not narrowed by the cell that set it", "m.length"),
  ok("is narrowed by an assignment", "m = 'a'; m.length"),
  ok("is narrowed by a condition", "if (m !== null) { m.length }"),
  ok("an exported constant", "export const x = 1"),
  ok("can be exported anew", "export const x = 2"),
  ok("a default export", "export default x"),
  ok("destructuring", "const { p, q: [r1] } = { p: 1, q: ['s'] }"),
  ok("gives its names to later cells", "r1.length + p"),
  ok("var in a loop head and body", "var w1 = 1; for (var i1 = 0; i1 < 1; i1++) { var w2 = 's' }"),
  ok("is seen by later cells", "w1 + i1 + w2.length"),
  error("a parameter without a type", "function f(x) { return x }"),
  ok("names of globals can be declared", "const name = 'n', fetch = 3"),
  ok("and win over the globals in later cells", "name.length + fetch"),
  ok("an abstract class", "abstract class Sh { abstract area(): number }"),
  ok("is extended in a later cell", "class Sq extends Sh { area() { return 1 } }"),
  ok("a type-only import", "import type { Tensor } from '@tensorflow/tfjs'"),
  ok("is a type in later cells", "let t0: Tensor | null = null; t0"),
  ok("a JSON module", "import d from './data.json'"),
  ok("has its type in later cells", "d.k[0].toFixed()"),
  ok("using", "using z = { [Symbol.dispose]() {} }"),
  ok("the newest library", "[2,1].toSorted(); Object.groupBy([1], x => x)"),
  ok("a standard decorator", "function dec(v: any, c: ClassDecoratorContext) {}\n@dec class D1 {}"),
  ok("a constant tuple", "const arr = [1, 2, 3] as const; arr[0]"),
  ok("keeps its literal types in later cells", "const z1: 1 = arr[0]"),
  ok("a unique symbol", "const sym = Symbol('s')"),
  ok("is a key in later cells", "const o9 = { [sym]: 1 }; o9[sym].toFixed()"),
  error("a name nobody declared", "undefinedName"),
  ok(
    "a function used before its declaration",
    "function later() { return later2() }\nfunction later2() { return 1 }",
  ),
  ok("an exported generic function", "export function gen<T>(x: T): T { return x }"),
  error("keeps its type parameter in later cells", "gen<number>('s')"),
  ok("await before a parenthesis", "await (async () => 5)()"),
  ok("for await at the top level", "for await (const q of (async function* () { yield 1 })()) q.toFixed()"),
];
