import type { Attributes, CatalogObject } from '../../model/catalog.ts'

/** What schema.prisma can say of an attribute; `silent`: nothing. */
type Expressible =
  | 'silent'
  | ((object: CatalogObject, schema: CatalogObject, previewFeatures: readonly string[]) => boolean)

/** How objects of a kind are matched between the lines, and what PSL can say of them. */
export interface Traits {
  /** Objects of one family and parent are matched with each other. */
  readonly family: string
  /**
   * The texts by which two objects are the same one, the strongest first. Without any, the key decides.
   * Each is a function of the object alone.
   */
  readonly signatures: readonly ((object: CatalogObject) => string)[]
  /** The attributes that are compared, where they are not the object's own. */
  readonly compared?: (object: CatalogObject) => Attributes
  /** Could PSL declare this object? Where it could not, its absence in schema.prisma says nothing. */
  readonly declarable: (object: CatalogObject, previewFeatures: readonly string[]) => boolean
  /** Objects of equal structure stand for each other: an object like one that schema.prisma has is no drift from it. */
  readonly structure?: (object: CatalogObject) => string
  /** By attribute: those with which it is out, and for their reason: the order of labels where the labels differ. */
  readonly follows?: Readonly<Record<string, readonly string[]>>
  /** By attribute: whether the schema line agrees with an object, where that is not plain equality. */
  readonly expressible: Readonly<Record<string, Expressible>>
}

/** An object known by its key, which PSL cannot declare. */
export function undeclarable(family: string): Traits {
  return { family, signatures: [], declarable: () => false, expressible: {} }
}
