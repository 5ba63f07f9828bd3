import 'i18next';
import type accessibility from './it/accessibility.json';
import type cases from './it/cases.json';
import type charter from './it/charter.json';
import type employer from './it/employer.json';
import type family from './it/family.json';
import type fund from './it/fund.json';
import type disputes from './it/disputes.json';
import type directory from './it/directory.json';
import type frame from './it/frame.json';
import type office from './it/office.json';
import type till from './it/till.json';
import type person from './it/person.json';
import type provider from './it/provider.json';
import type work from './it/work.json';
import type rules from './it/rules.json';
import type administration from './it/administration.json';
import type records from './it/records.json';
import type serving from './it/serving.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'frame';
    readonly resources: {
      readonly administration: typeof administration;
      readonly accessibility: typeof accessibility;
      readonly records: typeof records;
      readonly serving: typeof serving;
      readonly rules: typeof rules;
      readonly frame: typeof frame;
      readonly work: typeof work;
      readonly till: typeof till;
      readonly cases: typeof cases;
      readonly charter: typeof charter;
      readonly family: typeof family;
      readonly fund: typeof fund;
      readonly employer: typeof employer;
      readonly office: typeof office;
      readonly directory: typeof directory;
      readonly disputes: typeof disputes;
      readonly person: typeof person;
      readonly provider: typeof provider;
    };
    readonly returnNull: false;
  }
}
