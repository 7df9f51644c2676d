/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-images-page-private.h"
#include "gw-test-wait.h"

G_BEGIN_DECLS

#define N_IMAGES 24

/* The page on a project of N_IMAGES drawn images a/01.png to a/24.png with the
 * classes Cat (hotkey c), Dog and Owl; the first ten are in split train, the
 * next four in test, 1 to 5 have the label Cat, and the last file holds no
 * picture. The window is a program's: the actions of the window are recorded.
 */
typedef struct
{
  char *folder;
  char *path;
  GwProject *project;
  GtkWidget *window;
  GwImagesPage *page;
  GString *asked; /* "win.toast-undo 3 images labeled Dog\n"… */
} ImagesFixture;

void images_set_up (ImagesFixture *fixture, gconstpointer data);
void images_tear_down (ImagesFixture *fixture, gconstpointer data);
/* Closes the project and opens it again, as a restart does. */
void images_restart (ImagesFixture *fixture);

/* Until the condition holds, as gw_test_wait(). */
typedef gboolean (*ImagesCondition) (ImagesFixture *fixture);
void images_wait_at (ImagesFixture *fixture, ImagesCondition condition, const char *place, const char *text);
#define images_wait(fixture, condition) images_wait_at (fixture, condition, G_STRLOC, #condition)
/* Until nothing is being listed and a frame was painted. */
void images_settle (ImagesFixture *fixture);
/* Until the list has so many images. */
void images_wait_for_at (ImagesFixture *fixture, guint n, const char *place);
#define images_wait_for(fixture, n) images_wait_for_at (fixture, n, G_STRLOC)

/* images.… with an argument in GVariant's text form, or NULL. */
void images_act (ImagesFixture *fixture, const char *action, const char *argument);
void images_select (ImagesFixture *fixture, guint first, guint n);
guint images_get_n_shown (ImagesFixture *fixture);
/* Which page of the stack is seen: "grid", "list", "no-match" and so on. */
const char *images_get_state (ImagesFixture *fixture);
/* The chips are so: "Class: Cat|Split: Test". */
void images_assert_chips (ImagesFixture *fixture, const char *expected);
/* How many images of the project a filter in its text form has. */
gint64 images_count (ImagesFixture *fixture, const char *filter);
/* Undo or redo of the project; the name of the step. */
char *images_undo (ImagesFixture *fixture, gboolean redo);
/* The first widget below root of a type whose accessible label or text is so. */
GtkWidget *images_find (GtkWidget *root, GType type, const char *text);
/* Types, waits for what that does. finish: Enter. */
void images_type (ImagesFixture *fixture, const char *text, gboolean finish);

G_END_DECLS
