export { diagnosticCodes } from './diagnostics/diagnostic-codes.ts';
export type { DiagnosticCode, Severity } from './diagnostics/diagnostic-codes.ts';
export type { Diagnostic, Fix, Span } from './diagnostics/diagnostic.ts';
export { findNearestName } from './diagnostics/find-nearest-name.ts';
export { renderDiagnostic } from './diagnostics/render-diagnostic.ts';
export { renderFix } from './diagnostics/render-fix.ts';
export { TemplateError } from './diagnostics/template-error.ts';
export type { Phase } from './diagnostics/template-error.ts';
export { applyEdits, invertEdits, shiftOffset } from './diagnostics/text-edit.ts';
export type { TextEdit } from './diagnostics/text-edit.ts';
export { complete } from './editor/complete.ts';
export { describeHover } from './editor/describe-hover.ts';
export { SEMANTIC_TOKEN_MODIFIERS, SEMANTIC_TOKEN_TYPES } from './editor/editor-request.ts';
export type {
  Completion,
  CompletionItem,
  CompletionKind,
  Edit,
  EditorRequest,
  EditorTemplate,
  FieldStep,
  Formatting,
  Hover,
  QuickFix,
  RenameResult,
  SemanticToken,
  SemanticTokenModifier,
  SemanticTokenType,
  SignatureHelp,
  SignatureParameter,
  SymbolOccurrences,
} from './editor/editor-request.ts';
export { findSignature } from './editor/find-signature.ts';
export { formatTemplate } from './editor/format-template.ts';
export { listQuickFixes } from './editor/list-quick-fixes.ts';
export { readSemanticTokens } from './editor/read-semantic-tokens.ts';
export { findOccurrences, renameSymbol } from './editor/rename-symbol.ts';
export { writeInsertion } from './editor/write-insertion.ts';
export { analyse, compile, compileString, encode, trace } from './engine.ts';
export type { CompileOptions, Program, Rendered, Template } from './engine.ts';
export { FORMATS } from './formats/format.ts';
export type { Format, FormatOptions } from './formats/format.ts';
export { FORMAT_TRAITS } from './formats/format-traits.ts';
export type { FormatTraits } from './formats/format-traits.ts';
export { htmlToText } from './formats/html-to-text.ts';
export type { FunctionExample, FunctionParameter, FunctionReference } from './functions/define-function.ts';
export { functionReference } from './functions/functions.ts';
export type { CompiledString, StringEscaping } from './languages/handlebars/compile-string.ts';
export { listPartials } from './languages/handlebars/partials/list-partials.ts';
export { dataReference, helperReference } from './languages/handlebars/helper-reference.ts';
export type { DataReference, HelperExample, HelperReference } from './languages/handlebars/helper-reference.ts';
export { builtInReference } from './languages/jsonata/built-ins/built-in-functions.ts';
export { BUILT_IN_GROUPS } from './languages/jsonata/built-ins/define-built-in.ts';
export type {
  BuiltInExample,
  BuiltInGroup,
  BuiltInParameter,
  BuiltInReference,
} from './languages/jsonata/built-ins/define-built-in.ts';
export { LANGUAGES } from './languages/language.ts';
export type { Callable, Language, Partials, RenderContext } from './languages/language.ts';
export type {
  Lineage,
  LineageOf,
  LineageOrigin,
  LineageRead,
  ReadRole,
  Trace,
  TracedOrigin,
  TracedRead,
  TraceOf,
} from './lineage/lineage.ts';
export { readLineage } from './lineage/read-lineage.ts';
export { AGGREGATES, CONVERSIONS, LOOP_MODES } from './mapping/action.ts';
export type {
  Action,
  ActionType,
  Aggregate,
  ConditionChange,
  Conversion,
  DropMode,
  EditOptions,
  EditResult,
  LookupChange,
  LoopChange,
  LoopMode,
  MoveTo,
  StaticValue,
} from './mapping/action.ts';
export { addMissing } from './mapping/add-missing.ts';
export type { AddRow } from './mapping/add-missing.ts';
export { acceptProposals, autoMap } from './mapping/auto-map.ts';
export type { Proposal } from './mapping/auto-map.ts';
export { checkTarget } from './mapping/check-target.ts';
export { edit } from './mapping/edit.ts';
export { listExtraRows, removeExtraRows } from './mapping/extra-rows.ts';
export { listMissingRequired, missingTargets, plainPointer } from './mapping/missing-targets.ts';
export { planDrop } from './mapping/plan-drop.ts';
export type { DropChoice, DropOptions, DropPlan } from './mapping/plan-drop.ts';
export { project } from './mapping/project.ts';
export type { Link, LinkRole, Projection, ProjectionFault, Scope, ScopeVariable } from './mapping/projection.ts';
export { readTarget } from './mapping/read-target.ts';
export type { Target, TargetField, TargetSource } from './mapping/read-target.ts';
export { MAX_TARGET_TEXT, readTargetText, TARGET_KINDS } from './mapping/read-target-text.ts';
export type { ReadTargetText, TargetKind, TargetText } from './mapping/read-target-text.ts';
export type {
  Branch,
  LookupEntry,
  LookupRow,
  Loop,
  LoopFilter,
  LoopRow,
  LoopSort,
  Part,
  Row,
  RowId,
  RowKind,
  ScopeId,
  Slot,
} from './mapping/row.ts';
export { isTelling } from './mapping/same-value.ts';
export { parsePayload } from './payload/parse-payload.ts';
export { PayloadError } from './payload/payload-error.ts';
export { DEFAULT_BUDGET } from './runtime/budget.ts';
export type { Budget } from './runtime/budget.ts';
export { diffShapes } from './shapes/diff-shapes.ts';
export type { ShapeChange } from './shapes/diff-shapes.ts';
export { inferShape } from './shapes/infer-shape.ts';
export { mergeShapes } from './shapes/merge-shapes.ts';
export { readSchema } from './shapes/read-schema.ts';
export type { Field, Scalar, Shape, ValueType } from './shapes/shape.ts';
export { escapeToken, unescapeToken } from './shapes/json-pointer.ts';
