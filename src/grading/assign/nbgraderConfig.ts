/** `nbgrader_config.py`: what stock nbgrader has to be told about notebooks in TypeScript. */
export function nbgraderConfig(): string {
  return `# What nbgrader has to be told about notebooks in TypeScript. Written by kernelbook assign; yours to change.
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "kernelbook"

# nbgrader knows no stub for TypeScript and would refuse. The answer cells hold their own stubs, so nothing is put in.
c.ClearSolutions.code_stub = {"typescript": ""}

# A check may train a small network: longer than nbgrader's 30 seconds.
c.ExecutePreprocessor.timeout = 180
`;
}
