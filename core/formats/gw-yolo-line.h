/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* What the lines of a YOLO data set are (spec formats 5.2): nothing in a label file says it. */
typedef enum
{
  GW_YOLO_BOXES = 0,
  GW_YOLO_POLYGONS, /* and boxes, from lines of five numbers */
  GW_YOLO_TURNED,   /* four corners */
  GW_YOLO_POSES,    /* a box and points */
  GW_YOLO_N_TASKS
} GwYoloTask;

typedef struct
{
  GwYoloTask task;
  guint n_points; /* of poses */
  guint n_values; /* of each of their points: 2 or 3 */
} GwYoloGrammar;

typedef struct
{
  gint64 index;       /* of the class */
  GwShape shape;      /* in pixels */
  double score;       /* NaN: none */
  double box[4];      /* poses: center and size, as fractions */
  gboolean is_skewed; /* four corners that are no rectangle: a polygon was made of them */
  gboolean is_vague;  /* a point's visibility is none of 0, 1 and 2: it was taken by half */
} GwYoloLine;

/* One line of a file as numbers, its class included. */
typedef struct
{
  guint64 line;         /* in the file, from 1 */
  guint first;          /* place among the numbers of all lines */
  guint n;              /* 0: not numbers */
  const char *code;     /* why not */
  const char *sentence; /* the same for people; translated, constant */
} GwYoloRow;

/* The lines of a file; one is used for many files in turn. */
typedef struct
{
  GArray *rows;    /* of GwYoloRow: without blank lines */
  GArray *numbers; /* of double */
} GwYoloRows;

void gw_yolo_rows_init (GwYoloRows *self);
void gw_yolo_rows_clear (GwYoloRows *self);
/* Forgets what was there. */
void gw_yolo_rows_parse (GwYoloRows *self, const char *text, gsize length);
/* Whether most coordinates of the lines are beyond 1, and so are pixels. */
gboolean gw_yolo_rows_are_pixels (const GwYoloRows *self, const GwYoloGrammar *grammar);
/* Makes pixels fractions. */
void gw_yolo_rows_divide (GwYoloRows *self, const GwYoloGrammar *grammar, int width, int height);

/* Makes an object of a line for an image of this size; its numbers may be changed. FALSE, with
 * the shape empty: code and sentence (both constant) say why.
 */
gboolean gw_yolo_line_make (const GwYoloGrammar *grammar, double *numbers, guint n, int width, int height,
                            GwYoloLine *line, const char **code, const char **sentence);
/* How many coordinates stand after the class, score and visibility aside; 0: the line is not
 * of this form. score (nullable) tells whether there is one.
 */
guint gw_yolo_grammar_count (const GwYoloGrammar *grammar, guint n, gboolean *score);

G_END_DECLS
