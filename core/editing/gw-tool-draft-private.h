/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-mask.h"
#include "gw-run.h"
#include "gw-tool-private.h"

G_BEGIN_DECLS

/* The part of the picture that a smart tool reads, on any thread: what is in view
 * and around it, so that a very large picture costs no more than that.
 */
typedef struct
{
  GwPicture *picture; /* keeps the pixels alive */
  GwPixels pixels;
  int x; /* where they begin, in pixels of the picture, which may be smaller than the image */
  int y;
  double scale; /* pixels for each of the image's */
  int width;    /* of the image */
  int height;
} GwToolPart;

/* wanted: in image pixels; empty: the whole image. A picture of no more pixels
 * than `whole` is taken whole. FALSE, after "refused", while there is no picture.
 */
gboolean _gw_tool_part_init (GwToolPart *self, GwTool *tool, const GwBox *wanted, gint64 whole);
void _gw_tool_part_clear (GwToolPart *self);
GwBox _gw_tool_pad_box (const GwBox *box, double share, double least);
/* The pixel of the part under a point of the image; FALSE when it is outside. */
gboolean _gw_tool_part_find_pixel (const GwToolPart *self, GwPoint point, int *x, int *y);
GwPoint _gw_tool_part_lower (const GwToolPart *self, GwPoint point);
GwPoint _gw_tool_part_lift (const GwToolPart *self, GwPoint point);
/* A mask of the part as one of the image. */
gw_status _gw_tool_part_lift_mask (const GwToolPart *self, const GwMask *mask, GwMask *lifted);

/* A tool that finds a mask by itself, on a worker, and shows it as a draft until
 * it is applied.
 */
#define GW_TYPE_TOOL_DRAFT (_gw_tool_draft_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwToolDraft, _gw_tool_draft, GW, TOOL_DRAFT, GwTool)

struct _GwToolDraftClass
{
  GwToolClass parent_class;

  /* The draft was taken or dropped: forget what led to it. Whether there was anything. */
  gboolean (*reset) (GwToolDraft *self);
};

/* On a worker: the mask, of the whole image. */
typedef gw_status (*GwToolDraftFunc) (gpointer data, GwMask *mask, const GwRun *run);

/* Finds another draft; see _gw_tool_work_start(). */
void _gw_tool_draft_find (GwToolDraft *self, GwToolDraftFunc func, gpointer data, GDestroyNotify free_data,
                          gboolean replaces);
/* (nullable) */
const GwMask *_gw_tool_draft_get_mask (GwToolDraft *self);
gboolean _gw_tool_draft_is_busy (GwToolDraft *self);

/* What the classes below do besides their own. */
void _gw_tool_draft_fill_overlay (GwToolDraft *self, GwToolOverlay *overlay);

G_END_DECLS
