/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A project as large as wanted, made through the store's interface alone:
 * 12 classes, two boxes and a class label on every second image, tags,
 * splits, statuses. Of its pictures only those that a bench looks at are
 * files (hard links of three small JPEGs of one colour each); the others are
 * absent, as on a disk that is not plugged in:
 *
 *   the first BIG_PROJECT_REAL by name   magenta
 *   the last BIG_PROJECT_REAL by name    cyan
 *   the first of class "car", which only
 *   images of the second half have       green
 */
#define BIG_PROJECT_REAL 400

#define BIG_PROJECT_FIRST 0xff00ff
#define BIG_PROJECT_LAST 0x00ffff
#define BIG_PROJECT_CARS 0x00c000

/* Makes folder/big.groundwork and folder/images; ends the program where it
 * cannot. The path of the project.
 */
char *big_project_make (const char *folder, guint n_images);

G_END_DECLS
