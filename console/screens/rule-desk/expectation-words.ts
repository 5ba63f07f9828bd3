import { useTranslation } from 'react-i18next';
import type { Said } from './said.ts';
import type { Literal, VersionContent } from './version-content.ts';

/** What a case expects or found, as the service writes it (JSON), in words. */
export function useExpectationWords(
  content: VersionContent,
  said: Said,
): (key: string, json: string) => string {
  const { t } = useTranslation('rules');
  const nameOf = (name: string): string => {
    const { blocks = [], classes = [], bands = [] } = content.outcomeContract;
    const label = [...bands, ...classes, ...blocks].find((one) => one.name === name)?.label;
    const title = content.rules.find((rule) => rule.name === name)?.title;
    return said.text(label ?? title) || said.subject({ fact: name });
  };
  const told = (key: string, value: unknown): string => {
    if (value === null) return '–';
    if (Array.isArray(value)) return value.map((one) => told(key, one)).join(', ') || '–';
    if (typeof value === 'object')
      return Object.entries(value)
        .map(([name, one]) => `${nameOf(name)}: ${told(key, one)}`)
        .join('; ');
    if (key === 'status') return t(value === 'decided' ? 'value.yes' : 'value.no');
    return typeof value === 'string' ? nameOf(value) : said.amount(unitOf(key), value as Literal);
  };
  return (key, json) => told(key, JSON.parse(json));
}

function unitOf(key: string): string {
  if (key === 'blocks' || key.endsWith('Hundredths')) return 'hundredths';
  return key.endsWith('Cents') ? 'cents' : 'none';
}
