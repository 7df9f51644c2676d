/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-list.h"
#include "gw-labeling-page-private.h"

G_BEGIN_DECLS

typedef enum
{
  STAGE_MASKS,
  STAGE_POLYGONS
} StageObjects;

/* The labeling view on one picture of 12 megapixels with objects, in a window
 * of 1400 x 900: all that the program does there, its store included. Input is
 * given to the canvas' controllers, as the display would.
 */
typedef struct
{
  char *folder;
  GwProject *project;
  GwImageList *images;
  GtkWidget *window;
  GwLabelingPage *page;
  GwCanvas *canvas;
  GtkEventController *drag;
  int width; /* of the picture */
  int height;

  gboolean painted;
  double begin; /* of the frame */
  double work;  /* of the last frame, ms */
} LabelingStage;

void labeling_stage_init (LabelingStage *self, StageObjects objects, guint n);
void labeling_stage_clear (LabelingStage *self);

/* What the window's thread does in the next frame, until the display server has
 * answered after it, ms.
 */
double labeling_stage_next_frame (LabelingStage *self);
/* Processor time of the window's thread, ms. */
double labeling_stage_get_cpu (void);
/* Until everything is on the screen and saved. The most that the window's thread
 * worked meanwhile without hearing anybody, in ms of its processor time.
 */
double labeling_stage_settle (LabelingStage *self);

void labeling_stage_act (LabelingStage *self, const char *action);
void labeling_stage_use (LabelingStage *self, const char *tool);

/* What this process has resident now, in MB. */
double labeling_stage_get_memory (void);

G_END_DECLS
