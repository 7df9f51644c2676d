/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-mask.h"

G_BEGIN_DECLS

/* What somebody who has drawn outlines may want to look at again. None of it must
 * be wrong; nothing is changed.
 */

typedef enum
{
  GW_HINT_OVERLAP,   /* pixels that two objects cover */
  GW_HINT_GAP,       /* a thin strip that no object covers, between objects, or an object and the image's edge */
  GW_HINT_SMALL_PART /* parts of an object, or all of it, of a few pixels */
} GwHintKind;

typedef struct
{
  GwHintKind kind;
  gint64 object_ids[2];
  guint n_objects; /* 1 or 2 */
  guint64 area;    /* of what is meant, in pixels */
  GwBox box;       /* around it, to zoom to */
  GwMask region;   /* of a gap: its pixels; of others empty */
  gboolean whole;  /* all of the object has small parts; the lower object has no pixel of its own */
  char *text;      /* a sentence: “Car 2 and Road 1 overlap by 318 px.” */
} GwHint;

void gw_hint_free (GwHint *self);

/* What tells a hint from others of the image, also when the program runs again:
 * kind, objects and place. One that is about something else now, because that was
 * drawn anew there, has another key.
 */
char *gw_hint_make_key (const GwHint *self);

typedef struct
{
  guint64 small_part;       /* parts of fewer pixels are hints; 0: none */
  guint64 smallest_overlap; /* from so many pixels on; 0: none */
  double widest_gap;        /* in pixels, up to 64; 0: none */
  guint64 smallest_gap;     /* from so many pixels on */
} GwHintLimits;

/* 16, 8, 4 and 8. */
#define GW_HINT_LIMITS_INIT \
  { \
    16, 8, 4.0, 8 \
  }

/* From so many of them on no more are looked for: nobody goes through them all. */
#define GW_HINT_MAX_OVERLAPS 5000
#define GW_HINT_MAX_GAPS 500

/* The hints of a document's polygons and masks; other kinds often overlap as they
 * should, and are passed over. By kind as above; overlaps and gaps from the largest
 * on, small parts from the smallest on. Two objects have one hint, and an object has
 * one for all its small parts.
 *
 * O(pixel rows + runs), and the runs of both for each pair whose bounds meet: of
 * 1,000 polygons on 12 megapixels some 0.1 s.
 *
 * Returns: (transfer full) (element-type GwHint) (nullable): NULL when cancelled
 */
GPtrArray *gw_document_find_hints (GwDocument *self, const GwHintLimits *limits, GCancellable *cancellable);

/* The same on another thread, of the objects as they are now. */
void gw_document_find_hints_async (GwDocument *self, const GwHintLimits *limits, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
GPtrArray *gw_document_find_hints_finish (GwDocument *self, GAsyncResult *result, GError **error);

/* What one edit would do about a hint. */
typedef enum
{
  GW_HINT_REPAIR_NONE,         /* objects are locked or gone, or nothing would be left of one */
  GW_HINT_REPAIR_CUT,          /* the lower object loses what both cover */
  GW_HINT_REPAIR_FILL,         /* the lower object gets the gap; where it is locked, the other one */
  GW_HINT_REPAIR_REMOVE_PARTS, /* the small parts go */
  GW_HINT_REPAIR_DELETE        /* the object goes, which is nothing but small parts */
} GwHintRepair;

GwHintRepair gw_document_get_hint_repair (GwDocument *self, const GwHint *hint);

/* Does it, as one undo step. FALSE, with nothing changed, where it comes to nothing.
 * The limits are those that the hint was found with.
 */
gboolean gw_document_repair_hint (GwDocument *self, const GwHint *hint, const GwHintLimits *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHint, gw_hint_free)

G_END_DECLS
