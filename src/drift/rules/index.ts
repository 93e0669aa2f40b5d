import type { Rule } from '../rule.ts'
import { checkDefinition } from './check-definition.ts'
import { checkExtra } from './check-extra.ts'
import { checkMissing } from './check-missing.ts'
import { collationDefinition } from './collation-definition.ts'
import { collationExtra } from './collation-extra.ts'
import { collationMissing } from './collation-missing.ts'
import { columnCollation } from './column-collation.ts'
import { columnDefault } from './column-default.ts'
import { columnExtra } from './column-extra.ts'
import { columnGenerated } from './column-generated.ts'
import { columnIdentity } from './column-identity.ts'
import { columnMissing } from './column-missing.ts'
import { columnNullability } from './column-nullability.ts'
import { columnRename } from './column-rename.ts'
import { columnTypeRule } from './column-type.ts'
import { comment } from './comment.ts'
import { compositeDefinition } from './composite-definition.ts'
import { compositeExtra } from './composite-extra.ts'
import { compositeMissing } from './composite-missing.ts'
import { domainDefinition } from './domain-definition.ts'
import { domainExtra } from './domain-extra.ts'
import { domainMissing } from './domain-missing.ts'
import { enumExtra } from './enum-extra.ts'
import { enumMissing } from './enum-missing.ts'
import { enumOrder } from './enum-order.ts'
import { enumRename } from './enum-rename.ts'
import { enumValues } from './enum-values.ts'
import { exclusionDefinition } from './exclusion-definition.ts'
import { exclusionExtra } from './exclusion-extra.ts'
import { exclusionMissing } from './exclusion-missing.ts'
import { extensionDefinition } from './extension-definition.ts'
import { extensionExtra } from './extension-extra.ts'
import { extensionMissing } from './extension-missing.ts'
import { foreignKeyActions } from './foreign-key-actions.ts'
import { foreignKeyDefinition } from './foreign-key-definition.ts'
import { foreignKeyExtra } from './foreign-key-extra.ts'
import { foreignKeyMissing } from './foreign-key-missing.ts'
import { functionDefinition } from './function-definition.ts'
import { functionExtra } from './function-extra.ts'
import { functionMissing } from './function-missing.ts'
import { grants } from './grants.ts'
import { idStrategy } from './id-strategy.ts'
import { indexDefinition } from './index-definition.ts'
import { indexExtra } from './index-extra.ts'
import { indexMissing } from './index-missing.ts'
import { joinTableForm } from './join-table-form.ts'
import { mappingMissing } from './mapping-missing.ts'
import { migrationBreaks } from './migration-breaks.ts'
import { migrationEdited } from './migration-edited.ts'
import { migrationFailed } from './migration-failed.ts'
import { migrationMissing } from './migration-missing.ts'
import { migrationPending } from './migration-pending.ts'
import { migrationUnknown } from './migration-unknown.ts'
import { migrationUnrecorded } from './migration-unrecorded.ts'
import { migrationUnreplayable } from './migration-unreplayable.ts'
import { objectName } from './object-name.ts'
import { policyDefinition } from './policy-definition.ts'
import { policyExtra } from './policy-extra.ts'
import { policyMissing } from './policy-missing.ts'
import { primaryKey } from './primary-key.ts'
import { rangeDefinition } from './range-definition.ts'
import { rangeExtra } from './range-extra.ts'
import { rangeMissing } from './range-missing.ts'
import { rlsEnabled } from './rls-enabled.ts'
import { schemaExtra } from './schema-extra.ts'
import { schemaInvalid } from './schema-invalid.ts'
import { schemaMissing } from './schema-missing.ts'
import { sequenceDefinition } from './sequence-definition.ts'
import { sequenceExtra } from './sequence-extra.ts'
import { sequenceMissing } from './sequence-missing.ts'
import { tableAttributes } from './table-attributes.ts'
import { tableExtra } from './table-extra.ts'
import { tableMissing } from './table-missing.ts'
import { tableRename } from './table-rename.ts'
import { triggerDefinition } from './trigger-definition.ts'
import { triggerExtra } from './trigger-extra.ts'
import { triggerMissing } from './trigger-missing.ts'
import { uniqueDefinition } from './unique-definition.ts'
import { uniqueExtra } from './unique-extra.ts'
import { uniqueMissing } from './unique-missing.ts'
import { viewDefinition } from './view-definition.ts'
import { viewExtra } from './view-extra.ts'
import { viewMissing } from './view-missing.ts'

/**
 * Every rule. Of two that speak for the same verdict of an object, the one that stands first has it: an id of
 * another strategy is no `column-type` and no `column-default` beside it.
 */
export const rules: readonly Rule[] = [
  schemaInvalid,
  migrationFailed,
  migrationBreaks,
  migrationUnreplayable,
  migrationUnknown,
  migrationEdited,
  migrationUnrecorded,
  migrationPending,
  migrationMissing,
  schemaMissing,
  schemaExtra,
  extensionMissing,
  extensionExtra,
  extensionDefinition,
  tableMissing,
  tableExtra,
  joinTableForm,
  tableAttributes,
  rlsEnabled,
  policyMissing,
  policyExtra,
  policyDefinition,
  mappingMissing,
  tableRename,
  columnRename,
  enumRename,
  columnMissing,
  columnExtra,
  idStrategy,
  columnTypeRule,
  columnNullability,
  columnGenerated,
  columnIdentity,
  columnDefault,
  columnCollation,
  enumMissing,
  enumExtra,
  enumValues,
  enumOrder,
  domainMissing,
  domainExtra,
  domainDefinition,
  compositeMissing,
  compositeExtra,
  compositeDefinition,
  rangeMissing,
  rangeExtra,
  rangeDefinition,
  sequenceMissing,
  sequenceExtra,
  sequenceDefinition,
  collationMissing,
  collationExtra,
  collationDefinition,
  primaryKey,
  uniqueMissing,
  uniqueExtra,
  uniqueDefinition,
  indexMissing,
  indexExtra,
  indexDefinition,
  foreignKeyMissing,
  foreignKeyExtra,
  foreignKeyDefinition,
  foreignKeyActions,
  checkMissing,
  checkExtra,
  checkDefinition,
  exclusionMissing,
  exclusionExtra,
  exclusionDefinition,
  viewMissing,
  viewExtra,
  viewDefinition,
  functionMissing,
  functionExtra,
  functionDefinition,
  triggerMissing,
  triggerExtra,
  triggerDefinition,
  objectName,
  grants,
  comment,
]
