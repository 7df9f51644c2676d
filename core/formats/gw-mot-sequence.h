/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One sequence of MOT: a folder with gt/gt.txt or det/det.txt, pictures mostly in img1, and
 * seqinfo.ini.
 */
typedef struct
{
  char *file;        /* of rows */
  char *folder;      /* of the sequence, relative to the source: "" for the source itself */
  char *top;         /* the source's folder, that paths start from */
  gboolean detected; /* by a program */
  gboolean has_both; /* there are detections beside the truth */
  /* Once loaded: */
  char *images; /* folder of pictures, relative to the sequence; may not be there */
  char *ending; /* of their names */
  int width;    /* of all; 0: not told */
  int height;
  gboolean is_challenge; /* its name is one of the MOTChallenge */
  GPtrArray *names;      /* of char*: classes from 1, as a file beside the rows has them */
  GPtrArray *pictures;   /* of char*: names, in their order */
  gboolean numbered;     /* every name is a number, that of its frame */
} GwMotSequence;

/* The sequences of a source, in the order of their names: a file of rows, the folder of a
 * sequence, or a folder of such. most: names that are looked at; 0: all.
 * (element-type GwMotSequence) (transfer full)
 */
GPtrArray *gw_mot_sequences_find (const char *source, guint most);

/* Reads what is beside the rows: as much as is there. */
void gw_mot_sequence_load (GwMotSequence *self, GCancellable *cancellable);

/* The path of the picture of a frame, from the source. (transfer full) */
char *gw_mot_sequence_get_path (const GwMotSequence *self, guint32 frame);
/* The frame of a picture. */
guint32 gw_mot_sequence_get_frame (const GwMotSequence *self, guint picture);
/* The name of a class; -1: rows do not tell it. (transfer full) */
char *gw_mot_sequence_get_class (const GwMotSequence *self, gint32 class);

G_END_DECLS
