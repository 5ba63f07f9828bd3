import { json, jsonParseLinter } from '@codemirror/lang-json';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'react';

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/**
 * CodeMirror, fetched when it is first needed. It lives under a shadow root, where it puts its styles into sheets that
 * are made by script: in the page itself it would add a <style>, which the content security policy refuses.
 */
export default function JsonEditor({
  label,
  text,
  isReadOnly,
  marks,
  onText,
}: {
  readonly label: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly marks: readonly Mark[];
  readonly onText: (text: string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const marked = JSON.stringify(marks);
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });
  useEffect(() => {
    const host = place.current!;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const parent = document.createElement('div');
    root.replaceChildren(parent);
    editor.current = new EditorView({
      doc: text,
      parent,
      root,
      extensions: [
        basicSetup,
        json(),
        lintGutter(),
        EditorView.lineWrapping,
        EditorView.editable.of(!isReadOnly),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('shown')))
            tell.current(update.state.doc.toString());
        }),
        look,
      ],
    });
    return () => editor.current?.destroy();
    // Made once for a text and a reader; what changes later is put in below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReadOnly, label]);
  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === text) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      userEvent: 'shown',
    });
  }, [text]);
  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    const told = JSON.parse(marked) as readonly Mark[];
    const length = view.state.doc.length;
    const found = told
      .filter(({ to }) => to <= length)
      .map((mark): Diagnostic => ({ ...mark, severity: 'error' }));
    view.dispatch(setDiagnostics(view.state, [...syntaxErrors(view), ...found]));
  }, [text, marked]);
  return <div ref={place} className="rules-editor" />;
}

const syntaxErrors = jsonParseLinter();

const look = EditorView.theme({
  '&': { border: '1px solid #455b71', borderRadius: '4px', maxHeight: '70vh', fontSize: '0.9rem' },
  '&.cm-focused': { outline: '3px solid #b35900', outlineOffset: '2px' },
  '.cm-scroller': { overflow: 'auto' },
});
