/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pangocairo.h>

#include "gw-canvas-scene.h"

G_BEGIN_DECLS

/* The font of tags, with what measuring and drawing need. Belongs to one
 * thread: make one for each.
 */
typedef struct _GwTagFont GwTagFont;

GwTagFont *gw_tag_font_new (const GwCanvasLook *look);
void gw_tag_font_free (GwTagFont *self);
/* Whether it still is the font of that look. */
gboolean gw_tag_font_fits (GwTagFont *self, const GwCanvasLook *look);

typedef enum
{
  GW_TAG_NONE,  /* not drawn at rest: too small, hidden or no room */
  GW_TAG_INDEX, /* “3” */
  GW_TAG_FULL   /* “Car 3” */
} GwTagKind;

/* Where a tag lies, in device pixels from the picture's corner. */
typedef struct
{
  GwTagKind kind;
  int x;
  int y;
  int width;
  int height;
} GwTag;

/* Where all tags of a scene lie at one zoom, so that none covers another.
 * Never changes once made; counted, any thread.
 */
typedef struct _GwTagLayout GwTagLayout;

/* Objects below this size on the screen, in widget pixels, have no tag. */
#define GW_TAG_SMALLEST_OBJECT 12.0

/* Names where they fit above their objects, or where nothing else is in the
 * way and the picture (its width in pixels) does not end; else inside the
 * object; else numbers above, inside or, of small ones, below it; else none
 * until the object is pointed at or selected. 4 ms for 5,000.
 */
GwTagLayout *gw_tag_layout_new (const GwCanvasScene *scene, const GwCanvasLook *look, GwTagFont *font,
                                double picture_width);
GwTagLayout *gw_tag_layout_ref (GwTagLayout *self);
void gw_tag_layout_unref (GwTagLayout *self);
const GwTag *gw_tag_layout_get (const GwTagLayout *self, guint position);

/* The tag that an object has when it is pointed at or selected. */
GwTag gw_tag_place (GwTagFont *font, const GwCanvasLook *look, const GwBox *bounds, const char *name, guint index,
                    gboolean locked, gboolean full);

void gw_tag_draw (cairo_t *cr, GwTagFont *font, const GwTag *tag, const char *name, guint index, const GwCanvasInk *ink,
                  const GwCanvasLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTagLayout, gw_tag_layout_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTagFont, gw_tag_font_free)

G_END_DECLS
