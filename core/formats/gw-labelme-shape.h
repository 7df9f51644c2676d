/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* One shape of a labelme file (spec formats 6) as it stands there. */
typedef struct
{
  char *label;    /* (nullable) */
  char *type;     /* (nullable): polygon */
  GArray *points; /* of double, x and y in turn */
  char *mask;     /* (nullable): base64 of a PNG */
  double score;   /* NaN: none */
  gint64 group;   /* of the model */
  GwObjectFlags marks;
  GwJsonMembers *attributes; /* raw */
  GwJsonMembers *rest;       /* keys that are not understood */
  const char *code;          /* (nullable): why it cannot be read */
} GwLabelmeShape;

void gw_labelme_shape_init (GwLabelmeShape *self);
void gw_labelme_shape_clear (GwLabelmeShape *self);
/* Reads the object whose brace comes next. FALSE only where the file is broken;
 * a shape that cannot be used has a code.
 */
gboolean gw_labelme_shape_read (GwLabelmeShape *self, GwJsonReader *reader, GError **error);
/* The object of it, of an image of this size (0: not known). NULL with code and
 * a sentence in the user's language.
 */
GwObject *gw_labelme_shape_make_object (GwLabelmeShape *self, gint64 class_id, int width, int height, const char **code,
                                        const char **sentence);

/* The two points of the circle that an object was read as; FALSE where it is none,
 * or was changed.
 */
gboolean gw_labelme_get_circle (GwObject *object, double numbers[4]);
/* The same for the corners of a turned box, in their order. */
gboolean gw_labelme_get_corners (GwObject *object, GwPoint corners[4]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwLabelmeShape, gw_labelme_shape_clear)

G_END_DECLS
