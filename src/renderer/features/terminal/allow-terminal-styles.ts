/** The browser's own, whatever stands in its place on a document. */
const create: (this: Document, tag: string, options?: ElementCreationOptions) => HTMLElement =
  Document.prototype.createElement;
const make = (document: Document, tag: string, options?: ElementCreationOptions): HTMLElement =>
  create.call(document, tag, options);

/** Stands for a style element; its text goes to a sheet made by script. */
function sheetInsteadOfElement(document: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  const stand = make(document, 'span');
  stand.hidden = true;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  Object.defineProperties(stand, {
    textContent: { get: () => '', set: (text: string) => sheet.replaceSync(text) },
    remove: {
      value: () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
        Element.prototype.remove.call(stand);
      },
    },
  });
  return stand;
}

/** A span whose style attribute is set through its style object. */
function spanWithStyle(document: Document): HTMLElement {
  const span = make(document, 'span');
  Object.defineProperty(span, 'setAttribute', {
    value: (name: string, value: string) => {
      if (name === 'style') span.style.cssText = value;
      else Element.prototype.setAttribute.call(span, name, value);
    },
  });
  return span;
}

/**
 * The terminal library styles by style elements and style attributes, both of which our content security
 * policy refuses, and makes them with the page's own document. From now on those become adopted style sheets
 * and style objects, which the policy lets be. May be called again.
 */
export function allowTerminalStyles(document: Document): void {
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (tag: string, options?: ElementCreationOptions) => {
      if (tag === 'style') return sheetInsteadOfElement(document);
      return tag === 'span' ? spanWithStyle(document) : make(document, tag, options);
    },
  });
}
