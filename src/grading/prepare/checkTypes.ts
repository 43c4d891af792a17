import type ts from "typescript";
import type {Exercise} from "../../exercise/exercise.js";
import {typeProblem} from "../../exercise/typeProbe.js";
import {compiler} from "./compiler.js";
import type {Surroundings} from "./given.js";
import type {ParsedCell} from "./parsedCell.js";
import {TypeFiles} from "./typeFiles.js";

/** One answer for the type checker. */
export interface TypeSubject {
  readonly exercise: Exercise;
  readonly cell: ParsedCell;
  readonly helpers: readonly ParsedCell[];
  readonly around: Surroundings;
}

export interface TypeVerdict {
  /** Why the answer has not the type that its exercise asks for. */
  readonly problem?: string;
  readonly notes: readonly string[];
}

/** Errors that say nothing about an answer: it is put together from parts here. */
const IGNORED = new Set([
  2304,
  2552,
  2580,
  2584,
  2591,
  2592,
  2593,
  2868,
  2307,
  2792,
  7016, // names and modules of Node that are not loaded for this
  2451,
  2300,
  2395,
  2440,
  2528,
  2484, // the same name in the parts
  6133,
  6196, // unused
]);

/** What keeps the checker from speaking. A row of slashes is tried from its first one alone, or it would take the square of its length. */
const SILENCERS =
  /^[ \t]*(?:\/\/+|\/\*+)[ \t]*(@ts-(?:nocheck|ignore|expect-error))\b|(?<=[^\n/])\/\/+[ \t]*(@ts-(?:ignore|expect-error))\b/gm;

/**
 * Judges the types of a submission's answers in one program, each in a module of its own, so that no declaration reaches
 * another's. Those that declare something for everybody get a program of their own.
 *
 * @returns Exercise ids to what was found.
 */
export function checkTypes(subjects: readonly TypeSubject[]): Map<string, TypeVerdict> {
  const verdicts = new Map<string, TypeVerdict>();
  const apart = subjects.filter(declaresForAll);
  const together = subjects.filter(subject => !declaresForAll(subject));
  for (const group of [together, ...apart.map(subject => [subject])]) {
    if (group.length === 0) continue;
    const files = new TypeFiles(group);
    const program = files.program();
    for (const subject of group) verdicts.set(subject.exercise.id, verdictOf(subject, files, program));
  }
  return verdicts;
}

function verdictOf(subject: TypeSubject, files: TypeFiles, program: ts.Program): TypeVerdict {
  const {exercise} = subject;
  const notes = silencerNotes(subject);
  if (declaresForAll(subject)) {
    notes.push("The answer declares something for all files; its types were judged apart.");
  }
  const answer = program.getSourceFile(files.answerFile(exercise.id));
  if (answer !== undefined) notes.push(...errorNotes(answer, program, files.headLength(exercise.id)));
  if (exercise.type === undefined || !isDeclared(subject)) return {notes};
  const probe = program.getSourceFile(files.probeFile(exercise.id));
  const errors = probe === undefined ? [] : program.getSemanticDiagnostics(probe).map(textOf);
  const problem = typeProblem(exercise, errors);
  return {...(problem !== undefined && {problem}), notes};
}

function isDeclared({exercise, cell, helpers}: TypeSubject): boolean {
  return [cell, ...helpers].some(({declared}) => declared.has(exercise.answer));
}

/** Type errors in the cell: they cost nothing here, but in the notebook the cell does not run with them. */
function errorNotes(file: ts.SourceFile, program: ts.Program, headLength: number): string[] {
  const {Error: error} = compiler().DiagnosticCategory;
  return program
    .getSemanticDiagnostics(file)
    .filter(
      ({category, code, start}) => category === error && !IGNORED.has(code) && (start ?? 0) >= headLength,
    )
    .slice(0, 3)
    .map(diagnostic => {
      const line = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
      return `Type error in line ${line} of the cell: ${textOf(diagnostic)}`;
    });
}

function textOf({messageText}: ts.Diagnostic): string {
  const text = compiler().flattenDiagnosticMessageText(messageText, " ").replace(/\s+/g, " ");
  // the checker names types of a library by the whole path of its file, which says where the grader lies
  return text.replace(/import\("[^"]*\/([^"/]*)"\)/g, 'import("$1")');
}

/** Comments that silence the checker, and `any`: told, and of no use, as the type is asked for in another file. */
function silencerNotes({cell, exercise}: TypeSubject): string[] {
  const found = new Set([...cell.text.matchAll(SILENCERS)].map(match => match[1] ?? match[2]));
  const notes = [...found].map(
    name => `The cell has \`${name}\`, which does not keep its type from being judged.`,
  );
  if (exercise.type !== undefined && saysAny(cell.file)) notes.push("The cell uses the type `any`.");
  return notes;
}

function saysAny(file: ts.SourceFile): boolean {
  const {AnyKeyword} = compiler().SyntaxKind;
  const visit = (node: ts.Node): boolean =>
    node.kind === AnyKeyword || (compiler().forEachChild(node, visit) ?? false);
  return visit(file);
}

/** `declare global`, `declare module "x"` and `/// <reference>` reach beyond their own file. */
function declaresForAll({cell, helpers}: TypeSubject): boolean {
  const ts = compiler();
  return [cell, ...helpers].some(
    ({file, text}) =>
      /^[ \t]*\/\/\/[ \t]*</m.test(text) ||
      file.statements.some(
        statement =>
          ts.isModuleDeclaration(statement) &&
          (ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
      ),
  );
}
