/** An element of an XML file: no more than reports need. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, entities decoded. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"};
/** What XML 1.0 allows in a file. */
const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/**
 * Reads XML 1.0 without doctype, comments and CDATA, and is strict about the rest.
 *
 * @throws {SyntaxError} When it is not well formed.
 */
export function readXml(source: string): XmlElement {
  if (!ALLOWED.test(source))
    throw new SyntaxError("readXml: characters must be those of XML 1.0, got others");
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, "");
  if (body === source)
    throw new SyntaxError(`readXml: a file must start with its declaration, got ${source.slice(0, 40)}`);
  const token = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  const root = {name: "", attributes: {}, children: [] as XmlElement[], text: ""};
  const stack = [root];
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    const top = stack[stack.length - 1];
    if (match === null)
      throw new SyntaxError(`readXml: a tag must be well formed, got ${body.slice(at, at + 60)}`);
    const [, isEnd, name, attributes, isEmpty, text] = match;
    if (text !== undefined) top.text += decoded(text);
    else if (isEnd) {
      if (top.name !== name)
        throw new SyntaxError(`readXml: </${name}> must close <${name}>, got <${top.name}>`);
      stack.pop();
    } else {
      const element = {name, attributes: attributesOf(attributes), children: [], text: ""};
      top.children.push(element);
      if (!isEmpty) stack.push(element);
    }
  }
  if (stack.length !== 1 || root.children.length !== 1)
    throw new SyntaxError("readXml: one root must be closed, got more or less");
  return root.children[0];
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name, decoded(value)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new SyntaxError(`readXml: attributes must differ, got ${text}`);
  }
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  return text.replace(/&([a-z]*;?)/g, (_, entity: string) => {
    const character = entity.endsWith(";") ? ENTITIES[entity.slice(0, -1)] : undefined;
    if (character === undefined)
      throw new SyntaxError(`readXml: an entity must be one of XML's five, got &${entity}`);
    return character;
  });
}
