/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* The one written form of shapes and objects (spec formats 13.4), used by
 * the store, the undo history, the clipboard and gw-jsonl.
 *
 * Writes the member or members of a shape into the object that the writer
 * has open: "bbox":[x,y,w,h] and, for rotated boxes, "angle"; "rings";
 * "rle" with size and compressed counts; "points"; "line"; "ellipse".
 * image_width and image_height are needed for nothing but masks, which
 * carry their own. A rotated box is written as the box before it was turned,
 * and with its "center" where that does not follow to the last bit.
 */
void gw_shape_write_json (const GwShape *shape, GwJsonWriter *writer);

/* Reads one member by its key; unknown keys give FALSE without an error
 * and leave the reader where it is. The reader stands on the key and then at
 * the end of its value. null says nothing. A member replaces what shape held,
 * but for "angle" and "center", which turn a box. "bbox" beside "rings" or
 * "rle" is resolved by the caller (gw_object_read_json()).
 */
gboolean gw_shape_read_json_member (GwShape *shape, const char *key, GwJsonReader *reader, GError **error);

/* What is written of an object beside its class, shape and what belongs to them. */
typedef enum
{
  GW_OBJECT_JSON_PLAIN = 0,       /* what the bag keeps under "gw-jsonl" is written back at its place */
  GW_OBJECT_JSON_AUTHOR = 1 << 0, /* and who made it */
  GW_OBJECT_JSON_WHOLE = 1 << 1   /* what the store and undo need: z, source, author, times, bag, locked and hidden */
} GwObjectJson;

/* A whole object: {"label" or "class":…, "score":…, shape, "attributes":…,
 * "flags":…, "group":…, "id":…, …}. With class_name NULL the class id is
 * written as "class". Ids are written as text, 0 not at all.
 */
void gw_object_write_json (GwObject *object, const char *class_name, GwObjectJson parts, GwJsonWriter *writer);

/* The reverse; label (transfer full) (nullable) out: the class name as
 * written. Unknown keys and flags, an id that is no number, and a "bbox" more
 * than 1 px away from the bounds of the shape beside it are kept in the bag
 * under "gw-jsonl". The shape is valid, or GW_SHAPE_NONE where there was none.
 * Attributes that are no texts stay bare, as they stand in JSON; null is none. The reader stands
 * before the object's '{' or on it, and on its '}' in the end; after an error
 * (GW_ERROR_INVALID, GW_ERROR_LIMIT, or the reader's) anywhere.
 */
GwObject *gw_object_read_json (GwJsonReader *reader, char **label, GError **error);

G_END_DECLS
