/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-sample-model.h"
#include "gw-sample-scene.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* The sample: some 300 pictures that the program draws itself, so that the
 * truth of each is known, with a pretend model's predictions and the answers
 * of three pretend annotators.
 *
 *   street/  120 JPEG pictures of 1280 x 800: boxes and masks
 *   cells/    80 PNG pictures of 640 x 480: masks
 *   fruit/   100 JPEG pictures of 640 x 480: one class each, imbalanced
 *
 * One seed gives one sample, whatever the machine and its number of threads.
 */
#define GW_SAMPLE_SEED G_GUINT64_CONSTANT (20)

/* One picture, its file, and what is known and believed of it. */
typedef struct
{
  char *sha256; /* of the file, hex */
  gsize bytes;  /* of the file */
  GwSampleScene *scene;
  GwSampleOpinion *prediction;
  GwSampleOpinion *answers[GW_SAMPLE_N_ANNOTATORS];
} GwSamplePicture;

void gw_sample_picture_free (GwSamplePicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSamplePicture, gw_sample_picture_free)

/* All pictures of the sample, in the order of the list below. */
guint gw_sample_get_n_pictures (void);

/**
 * gw_sample_write_images:
 * @folder: made where it is not there; files of the same names give way
 * @seed: GW_SAMPLE_SEED for the sample that everybody has
 * @work: (nullable): is told the progress, in pictures
 *
 * Draws the pictures on all processors and writes them below folder. Blocks
 * for some seconds: not for the window's thread. A failure or cancelling
 * leaves the files that were finished.
 *
 * Returns: (element-type GwSamplePicture) (transfer full): streets, cells,
 *   fruit, each by file name; NULL with an error
 */
GPtrArray *gw_sample_write_images (const char *folder, guint64 seed, GwWork *work, GCancellable *cancellable,
                                   GError **error);

/**
 * gw_sample_create_project:
 * @path: of the project file, which must not be there
 * @name: what the project is called
 * @work: (nullable): is told the progress
 *
 * Makes the sample project: the pictures in the folder "NAME Images" beside
 * the project file (NAME is the file's without its ending), the classes, the
 * true labels of most of them, the model's predictions as a layer of their
 * own, and a layer for each annotator. Neither the file nor the folder may be
 * there before (GW_ERROR_EXISTS).
 *
 * Streets are labeled with boxes, every fourth of them with masks; cells with
 * masks; fruit with classes. Some pictures of each are left unlabeled or half
 * done, for people to go on with. Weather and the state of the fruit are tags.
 *
 * Takes under 10 s on 2 processors and blocks: not for the window's thread. A
 * failure or cancelling takes away what it made.
 */
gboolean gw_sample_create_project (const char *path, const char *name, guint64 seed, GwWork *work,
                                   GCancellable *cancellable, GError **error);

/* The folder of pictures that belongs to a sample project's file.
 * Returns: (transfer full)
 */
char *gw_sample_get_image_folder (const char *path);

G_END_DECLS
