/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-object.h"

G_BEGIN_DECLS

/* How two sets of objects of one image differ: those of two annotators, or of an
 * annotator and a model. Called A and B. Neither is changed.
 */

/* From this share of what either covers on, two objects are the same one, drawn
 * differently.
 */
#define GW_COMPARISON_MIN_IOU 0.1

typedef enum
{
  GW_COMPARED_ONLY_A,
  GW_COMPARED_ONLY_B,
  GW_COMPARED_BOTH,
  GW_COMPARED_OTHER /* in both, but not of the same class or the same object */
} GwComparedKind;

#define GW_COMPARED_N_KINDS 4

/* An object of A and that of B which is meant to be the same, or one alone. */
typedef struct
{
  GwComparedKind kind; /* OTHER: of another class */
  GwObject *a;         /* (nullable) */
  GwObject *b;         /* (nullable) */
  gboolean covers;     /* lines and points cover no pixels: they are told apart by their bounds */
  gboolean equal;      /* same class, same pixels; without pixels: same points within 0.01 */
  double iou;          /* of the pixels, of the bounds where !covers; 0 for one alone */
  guint64 n_only_a;    /* pixels */
  guint64 n_only_b;
  guint64 n_both;
  GwBox box; /* around both, to zoom to */
} GwComparedPair;

#define GW_TYPE_COMPARISON (gw_comparison_get_type ())

/* Never changes once it is made. Counted, any thread. */
typedef struct _GwComparison GwComparison;

GType gw_comparison_get_type (void);

/* Objects are matched by the greatest IoU first, each once; at the same IoU those
 * of one class go before others. Hidden objects count.
 *
 * a, b           (element-type GwObject): none is changed
 * width, height  of the image; objects are compared inside of it
 *
 * O(pixel rows + runs) and the runs of both for each pair whose bounds meet: of two
 * sets of 1,000 polygons on 12 megapixels some 0.2 s. The first takes them as they
 * are now and works on another thread.
 *
 * Returns: (transfer full) (nullable): NULL when cancelled
 */
void gw_comparison_new_async (GPtrArray *a, GPtrArray *b, int width, int height, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
GwComparison *gw_comparison_new_finish (GAsyncResult *result, GError **error);
GwComparison *gw_comparison_new (GPtrArray *a, GPtrArray *b, int width, int height, GCancellable *cancellable);
GwComparison *gw_comparison_ref (GwComparison *self);
void gw_comparison_unref (GwComparison *self);

/* What one set alone has comes first, the largest before others; then pairs of
 * different classes and pairs that differ, those of the smallest IoU before others;
 * then what is equal.
 */
guint gw_comparison_get_n_pairs (const GwComparison *self);
const GwComparedPair *gw_comparison_get_pair (const GwComparison *self, guint i);
/* How many of them, from the first on, are not equal. */
guint gw_comparison_get_n_different (const GwComparison *self);

/* (transfer none): each pixel that an object of either set covers belongs to one of
 * the four kinds: OTHER where A and B both have an object, yet none that agree. The
 * mask is empty where the image has no size.
 */
const GwMask *gw_comparison_get_mask (const GwComparison *self, GwComparedKind kind);
guint64 gw_comparison_get_n_pixels (const GwComparison *self, GwComparedKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwComparison, gw_comparison_unref)

G_END_DECLS
