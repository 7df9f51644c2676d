/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A store of packed records in memory, for files whose labels are not grouped
 * by image: COCO lists them in any order, so all must be held until each
 * image's are together. A polygon of 20 points takes some 90 bytes instead of
 * the 340 of its doubles or the 300 of its text.
 *
 * Records are bytes that the caller writes with the functions below and reads
 * back in the same order; they are never changed or removed.
 */
typedef struct _GwCocoPool GwCocoPool;

GwCocoPool *gw_coco_pool_new (void);
void gw_coco_pool_free (GwCocoPool *self);
/* Copies the bytes; the place for gw_coco_pool_get(), never 0. */
guint64 gw_coco_pool_add (GwCocoPool *self, const GByteArray *record);
/* Valid until the pool is freed. */
const guint8 *gw_coco_pool_get (const GwCocoPool *self, guint64 place);
/* Begins to fetch what lies at the place from memory, for a get to come. */
void gw_coco_pool_fetch (const GwCocoPool *self, guint64 place);
/* Memory taken, in bytes. */
guint64 gw_coco_pool_get_size (const GwCocoPool *self);

/* --- writing and reading what is in a record ---------------------------- */

void gw_pack_uint (GByteArray *out, guint64 value);
void gw_pack_int (GByteArray *out, gint64 value);
void gw_pack_double (GByteArray *out, double value);
void gw_pack_bytes (GByteArray *out, gconstpointer data, gsize length);
/* n numbers, those with up to 6 decimals as differences to the number two
 * places before (x to x, y to y), in two bytes each where they are short and
 * have two decimals at most; every double comes back exactly.
 */
void gw_pack_numbers (GByteArray *out, const double *numbers, gsize n);

guint64 gw_unpack_uint (const guint8 **at);
gint64 gw_unpack_int (const guint8 **at);
double gw_unpack_double (const guint8 **at);
const guint8 *gw_unpack_bytes (const guint8 **at, gsize *length);
/* Replaces what numbers (element-type double) holds. */
void gw_unpack_numbers (const guint8 **at, GArray *numbers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCocoPool, gw_coco_pool_free)

G_END_DECLS
