/**
 * Doc comments in C: TSDoc, parsed by the package that defines it, as Doxygen has it.
 *
 * Lines stay as they were broken, since people broke them. Tags that say something to the compiler alone, such as
 * `@export`, are left out; what TSDoc does not know goes along as it stands.
 *
 * @packageDocumentation
 */
import {
  type DocBlock,
  DocBlockTag,
  DocCodeSpan,
  DocErrorText,
  DocEscapedText,
  DocExcerpt,
  DocFencedCode,
  DocLinkTag,
  type DocNode,
  DocPlainText,
  DocSoftBreak,
  StandardTags,
  TSDocConfiguration,
  TSDocParser,
  TSDocTagDefinition,
  TSDocTagSyntaxKind,
} from "@microsoft/tsdoc";

/** What a block becomes: the words before its text. Null where it says nothing to a reader of C. */
const BLOCKS: Readonly<Record<string, string | null>> = {
  "@remarks": "@remark ",
  "@returns": "@return ",
  "@throws": "@exception ",
  "@deprecated": "@deprecated ",
  "@example": "@par Example\n",
  "@see": "@see ",
  "@units": "@par Units\n",
  "@range": "@par Range\n",
  "@maxTime": "@par Longest time\n",
  "@length": "@par Length\n",
  "@rpc": null,
  "@export": null,
  "@bound": null,
};

/** The language's own tags, which tsdoc.json declares to editors. */
const OWN_TAGS = ["@rpc", "@export", "@bound", "@units", "@range", "@maxTime", "@length"];

/** Those that stand alone. They say something to the compiler, and nothing to a reader of C. */
const OWN_MODIFIERS = ["@inline", "@option"];

const parser = new TSDocParser(configuration());

/** The text of a doc comment (without delimiters) in Doxygen's tags. */
export function toDoxygen(doc: string): string {
  if (!/[@{`\\]/.test(doc)) return doc.trim();
  const { docComment } = parser.parseString(`/**\n${doc.replaceAll(/^/gm, " * ")}\n */`);
  const { summarySection, remarksBlock, params, typeParams, returnsBlock, deprecatedBlock } = docComment;
  const parameters = [...params.blocks, ...typeParams.blocks];
  const blocks = [remarksBlock, deprecatedBlock, ...docComment.customBlocks, returnsBlock];
  const parts = [
    textOf(summarySection),
    ...parameters.map((block) => `@param ${block.parameterName} ${textOf(block.content).trim()}`),
    ...blocks.map((block) => (block === undefined ? "" : blockText(block))),
    ...docComment.seeBlocks.map(blockText),
  ];
  return joined(parts.map((part) => part.trim()).filter((part) => part !== ""));
}

function configuration(): TSDocConfiguration {
  const all = new TSDocConfiguration();
  for (const tagName of OWN_TAGS) {
    all.addTagDefinition(
      new TSDocTagDefinition({ tagName, syntaxKind: TSDocTagSyntaxKind.BlockTag, allowMultiple: true }),
    );
  }
  for (const tagName of OWN_MODIFIERS) {
    all.addTagDefinition(new TSDocTagDefinition({ tagName, syntaxKind: TSDocTagSyntaxKind.ModifierTag }));
  }
  all.setSupportForTags([...all.tagDefinitions, ...StandardTags.allDefinitions], true);
  return all;
}

/** The tags follow one another, behind an empty line. */
function joined(parts: readonly string[]): string {
  return parts.reduce((text, part) => {
    if (text === "") return part;
    const isRun = part.startsWith("@") && text.split("\n\n").at(-1)?.startsWith("@") === true;
    return `${text}${isRun ? "\n" : "\n\n"}${part}`;
  }, "");
}

function blockText(block: DocBlock): string {
  const { tagName } = block.blockTag;
  const words = BLOCKS[tagName];
  if (words === null) return "";
  return `${words ?? `${tagName} `}${textOf(block.content).trim()}`;
}

/** The text of a node and of all below it, its lines as they were. */
function textOf(node: DocNode): string {
  if (node instanceof DocPlainText) return node.text;
  if (node instanceof DocSoftBreak) return "\n";
  if (node instanceof DocCodeSpan) return `\`${node.code}\``;
  if (node instanceof DocFencedCode) return `@code\n${node.code.trimEnd()}\n@endcode\n`;
  if (node instanceof DocEscapedText) return node.decodedText;
  if (node instanceof DocErrorText) return node.text;
  if (node instanceof DocLinkTag) return linkText(node);
  if (node instanceof DocBlockTag) return node.tagName;
  if (node instanceof DocExcerpt) return node.content.toString();
  const text = node.getChildNodes().map(textOf).join("");
  return node.kind === "Paragraph" ? `${text.trimEnd()}\n\n` : text;
}

/** What a link says, else what it points to. */
function linkText({ linkText: text, codeDestination, urlDestination }: DocLinkTag): string {
  return text?.trim() ?? codeDestination?.emitAsTsdoc() ?? urlDestination ?? "";
}
