import type { YAMLError } from 'yaml';

export interface Explained {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An error of the YAML library in the product's words. */
export function explainYamlError({ code, message, pos }: YAMLError): Explained {
  const offset = pos[0];
  switch (code) {
    case 'TAB_AS_INDENT':
      return { offset, message: 'YAML does not take tabs as indentation.', hint: 'Indent with spaces.' };
    case 'RESOURCE_EXHAUSTION':
      return { offset, message: 'The file is nested too deeply.' };
    default:
      return { offset, message: `This is not valid YAML: ${message.replace(/\.$/, '')}.` };
  }
}
