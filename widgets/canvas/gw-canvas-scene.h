/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-look.h"
#include "gw-comparison.h"
#include "gw-document.h"

G_BEGIN_DECLS

/* One object as the canvas draws it at rest. */
typedef struct
{
  GwObject *object;     /* objects that a document holds never change */
  const GwShape *shape; /* the object's */
  GwBox bounds;
  GwCanvasInk ink;
  const char *name; /* of its class; an interned string */
  guint index;      /* among those of its class, from 1; 0: a prediction, which has no number */
  gboolean hidden;
  gboolean selected;
  gboolean lifted; /* drawn live: not part of the tiles */
} GwSceneItem;

/* The objects of a document at one moment, in paint order. Never changes
 * once it is made, so that a worker can read it. Counted, any thread.
 */
typedef struct _GwCanvasScene GwCanvasScene;

/* More selected objects than this are drawn into the tiles: drawing them
 * live in each frame would cost more than it saves.
 */
#define GW_CANVAS_MAX_LIFTED 32

/* O(n log n): 1 ms for 5,000 objects. */
GwCanvasScene *gw_canvas_scene_new (GwDocument *document, gboolean patterns);
/* How objects differ from what a document says of them. */
typedef struct
{
  gboolean patterns;   /* lines tell classes apart too */
  gboolean by_object;  /* each object has a colour of its own */
  gint64 isolated;     /* the others are hidden; 0: none are */
  gint64 painted;      /* is lifted, as a tool paints it; 0: none */
  GPtrArray *compared; /* (nullable): of gw_canvas_scene_list_compared(): drawn in place of objects at rest */
  GwObject *frame;     /* (nullable): around what of them is looked at */
} GwSceneOptions;

/* The same above a model's predictions: (element-type GwObject) (nullable). */
GwCanvasScene *gw_canvas_scene_new_full (GwDocument *document, GPtrArray *predictions, const GwSceneOptions *options);
GwCanvasScene *gw_canvas_scene_ref (GwCanvasScene *self);
void gw_canvas_scene_unref (GwCanvasScene *self);

guint gw_canvas_scene_get_n_items (const GwCanvasScene *self);
const GwSceneItem *gw_canvas_scene_get_item (const GwCanvasScene *self, guint i);
/* The item of an object id; NULL where there is none. O(1). */
const GwSceneItem *gw_canvas_scene_find (const GwCanvasScene *self, gint64 id);
/* Its place; -1 where there is none. */
int gw_canvas_scene_find_position (const GwCanvasScene *self, gint64 id);

/* A comparison as the objects that a scene has of it. (element-type GwObject) (transfer full) */
GPtrArray *gw_canvas_scene_list_compared (const GwComparison *comparison);

/* Ink of an object that may not be part of a scene: one being drawn. */
GwCanvasInk gw_canvas_scene_make_ink (GwDocument *document, GwObject *object, const GwSceneOptions *options);

/* Whether both are drawn at rest in the same way, tags left aside. */
gboolean gw_scene_item_equal (const GwSceneItem *a, const GwSceneItem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCanvasScene, gw_canvas_scene_unref)

G_END_DECLS
