/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* What data.yaml tells of a data set that was written. */
typedef struct
{
  const GwRecordHead *head;
  const char *format;   /* whose spelling of names counts */
  const GArray *order;  /* of gint64: class ids by number */
  GHashTable *splits;   /* set of char *: folder names */
  gboolean has_unsplit; /* there is unsplit.txt, for images beside those of splits */
  guint n_points;       /* of poses; 0: it has none */
} GwYoloYaml;

/* (transfer full) */
char *gw_yolo_yaml_make (const GwYoloYaml *self);

G_END_DECLS
