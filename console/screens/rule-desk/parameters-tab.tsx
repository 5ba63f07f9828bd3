import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../../words/format.ts';
import { CodeName } from './code-name.tsx';
import { faultsAt, type Fault } from './faults.ts';
import { ParameterPanel } from './parameter-panel.tsx';
import { FaultWords } from './rule-rows.tsx';
import { useSaid, type Said } from './said.ts';
import type { TabProps } from './version.tsx';
import type { Parameter } from './version-content.ts';

/** The dated numbers: a law that changes a ceiling changes a row here, not a rule. */
export function ParametersTab({ draft, faults }: TabProps) {
  const { t } = useTranslation('rules');
  const { content, isEditable, edit } = draft;
  const [opened, open] = useState<number>();
  const said = useSaid(content);
  const change = (next: readonly Parameter[]) => edit({ ...content, parameters: next });
  if (content.parameters.length === 0) return <p>{t('parameters.none')}</p>;
  return (
    <>
      <div className="console-table" tabIndex={0} role="region" aria-label={t('parameters.caption')}>
        <table className="table">
          <caption>{t('parameters.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('parameters.name')}</th>
              <th scope="col">{t('parameters.value')}</th>
              <th scope="col">{t('parameters.from')}</th>
              <th scope="col">{t('parameters.until')}</th>
              <th scope="col">{t('parameters.source')}</th>
              {isEditable && <th scope="col">{t('edit')}</th>}
            </tr>
          </thead>
          <tbody>
            {content.parameters.map((parameter, index) => (
              <ParameterRow
                key={`${parameter.name} ${index}`}
                parameter={parameter}
                said={said}
                faults={faultsAt(faults, `/parameters/${index}`)}
                onOpen={isEditable ? () => open(index) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {opened !== undefined && content.parameters[opened] && (
        <ParameterPanel
          key={opened}
          said={said}
          parameter={content.parameters[opened]}
          faults={faultsAt(faults, `/parameters/${opened}`)}
          onChange={(next) => change(content.parameters.map((one, at) => (at === opened ? next : one)))}
          onNewPeriod={() => {
            const { parameters } = content;
            change([
              ...parameters.slice(0, opened + 1),
              nextPeriod(parameters[opened]!),
              ...parameters.slice(opened + 1),
            ]);
            open(opened + 1);
          }}
          onRemove={() => {
            change(content.parameters.filter((_one, at) => at !== opened));
            open(undefined);
          }}
          onClose={() => open(undefined)}
        />
      )}
    </>
  );
}

function ParameterRow({
  parameter,
  said,
  faults,
  onOpen,
}: {
  readonly parameter: Parameter;
  readonly said: Said;
  readonly faults: readonly Fault[];
  readonly onOpen: (() => void) | undefined;
}) {
  const { t } = useTranslation('rules');
  return (
    <tr>
      <th scope="row">
        {said.text(parameter.label)}
        <CodeName name={parameter.name} />
        <FaultWords faults={faults} />
      </th>
      <td>
        <Held parameter={parameter} said={said} />
      </td>
      <td>{parameter.validFrom ? day(parameter.validFrom) : t('parameters.always')}</td>
      <td>{parameter.validUntil ? day(parameter.validUntil) : t('parameters.noEnd')}</td>
      <td>
        {t(`parameters.status.${parameter.status}`)}: {parameter.source}
      </td>
      {onOpen && (
        <td>
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={t('parameters.edit', { name: said.text(parameter.label) })}
            onClick={onOpen}
          >
            {t('edit')}
          </button>
        </td>
      )}
    </tr>
  );
}

function Held({ parameter, said }: { readonly parameter: Parameter; readonly said: Said }) {
  if (typeof parameter.value !== 'object') return said.literal(parameter, parameter.value);
  return (
    <ul className="list-unstyled mb-0">
      {Object.entries(parameter.value).map(([key, value]) => (
        <li key={key}>
          {said.key(key)}: {said.literal(parameter, value)}
        </li>
      ))}
    </ul>
  );
}

/** The period that follows: the same value until another is typed, from the day after the one before ends. */
function nextPeriod(parameter: Parameter): Parameter {
  const { validUntil } = parameter;
  const after = validUntil && new Date(Date.parse(validUntil) + 86_400_000).toISOString().slice(0, 10);
  return { ...parameter, validFrom: after, validUntil: null };
}
