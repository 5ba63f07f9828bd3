import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator, XmlValidateError } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

const files = {
  pain001: 'pain.001.001.09.xsd',
  camt053: 'camt.053.001.08.xsd',
  fatturaPa: 'Schema_VFPR12_v1.2.3.xsd',
} as const;

const validators = new Map<keyof typeof files, XsdValidator>();

/** What libxml2, which is what xmllint runs, says against a file by its schema; nothing when it is valid. */
export function schemaFaults(schema: keyof typeof files, xml: string): readonly string[] {
  const document = XmlDocument.fromString(xml);
  try {
    validatorOf(schema).validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim());
    throw error;
  } finally {
    document.dispose();
  }
}

/** The schema as it lies in the tree; what it imports is looked for beside it, and nothing is fetched. */
function validatorOf(schema: keyof typeof files): XsdValidator {
  const known = validators.get(schema);
  if (known) return known;
  xmlRegisterFsInputProviders();
  const path = fileURLToPath(new URL(`../schemas/${files[schema]}`, import.meta.url));
  const source = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  const validator = XsdValidator.fromDoc(source);
  source.dispose();
  validators.set(schema, validator);
  return validator;
}
