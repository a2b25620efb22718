/**
 * Catalogue as code: descriptions from our own YAML and from Backstage's, read with care, compared, imported all or
 * none.
 */
@NullMarked
package polis.registry.catalog;

import org.jspecify.annotations.NullMarked;
