/** Lists that are read page by page. */
@NullMarked
package polis.paging;

import org.jspecify.annotations.NullMarked;
