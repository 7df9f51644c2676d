/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

/* A list that takes so long gets a spinner, and then words. */
#define SPINNER_MS 1000
#define WORDS_MS 5000

/* --- the number of images ----------------------------------------------------- */

void
_gw_images_page_show_count (GwImagesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gint64 total = gw_project_get_info (self->project)->n_images;
  g_autofree char *text = NULL;

  if (self->unlisted)
    text = g_strdup ("");
  else if (gw_filter_is_empty (gw_image_list_get_filter (self->list)))
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "<b>%'u</b> image", "<b>%'u</b> images", n), n);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "<b>%'u</b> of %'" PRId64 " image",
                                         "<b>%'u</b> of %'" PRId64 " images", (gulong) total),
                            n, total);
  gtk_label_set_markup (self->count, text);
}

/* --- waiting ---------------------------------------------------------------------- */

static gboolean
on_words_cb (gpointer user_data)
{
  GwImagesPage *self = user_data;

  self->wait_id = 0;
  gtk_widget_set_visible (self->wait_label, TRUE);
  /* Another filter takes the place of the question that takes so long. */
  gtk_widget_set_visible (self->wait_cancel, !gw_filter_is_empty (gw_image_list_get_filter (self->list)));

  return G_SOURCE_REMOVE;
}

static gboolean
on_spinner_cb (gpointer user_data)
{
  GwImagesPage *self = user_data;

  gtk_spinner_start (self->spinner);
  self->wait_id = g_timeout_add (WORDS_MS - SPINNER_MS, on_words_cb, self);

  return G_SOURCE_REMOVE;
}

static void
set_waiting (GwImagesPage *self, gboolean waiting)
{
  if (waiting == self->waiting)
    return;

  self->waiting = waiting;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->wait_label, FALSE);
  gtk_widget_set_visible (self->wait_cancel, FALSE);
  if (waiting)
    self->wait_id = g_timeout_add (SPINNER_MS, on_spinner_cb, self);
}

/* --- nothing matches: the filter nearest to the one that stands ---------------------- */

/* The term without which there are the fewest images, but some. */
typedef struct
{
  guint term;
  gint64 n;
} Nearest;

static gpointer
find_nearest (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const GwFilter *filter = data;
  Nearest *nearest = g_new0 (Nearest, 1);

  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      g_autoptr (GwFilter) without = gw_filter_copy (filter);
      gint64 n;

      gw_filter_remove_term (without, i);
      n = gw_store_count_images (store, without, cancellable, error);
      if (n < 0)
        {
          g_free (nearest);
          return NULL;
        }
      if (n > 0 && (nearest->n == 0 || n < nearest->n))
        *nearest = (Nearest) { i, n };
    }

  return nearest;
}

static void
show_nearest (GwImagesPage *self, const Nearest *nearest)
{
  const GwFilter *filter = gw_image_list_get_filter (self->list);
  g_autofree char *term = gw_filter_describe_term (gw_filter_get_term (filter, nearest->term));
  g_autofree char *escaped = g_markup_escape_text (term, -1);
  /* Translators: %s is a filter such as “Split: Test”, %'… a number */
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Nearest: remove <i>%s</i> to get %'" PRId64 " image",
                   "Nearest: remove <i>%s</i> to get %'" PRId64 " images", (gulong) nearest->n),
      escaped, nearest->n);

  self->nearest_term = nearest->term;
  gtk_label_set_markup (GTK_LABEL (self->nearest_label), text);
  gtk_widget_set_visible (self->nearest, TRUE);
}

static void
on_nearest_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImagesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Nearest *nearest = gw_store_run_finish (GW_STORE (source), result, &error);

  /* Without an answer there is just no advice; Clear Filters stands. One to
   * another filter may still come.
   */
  if (nearest != NULL && nearest->n > 0 && g_task_get_cancellable (G_TASK (result)) == self->nearest_search)
    show_nearest (self, nearest);
}

static void
drop_nearest (GwImagesPage *self)
{
  g_cancellable_cancel (self->nearest_search);
  g_clear_object (&self->nearest_search);
  gtk_widget_set_visible (self->nearest, FALSE);
}

static void
ask_nearest (GwImagesPage *self)
{
  const GwFilter *filter = gw_image_list_get_filter (self->list);

  drop_nearest (self);
  /* The only term is what Clear Filters takes away. */
  if (gw_filter_get_n_terms (filter) < 2)
    return;

  self->nearest_search = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_LATER, find_nearest, gw_filter_copy (filter),
                       (GDestroyNotify) gw_filter_free, g_free, self->nearest_search, on_nearest_cb,
                       g_object_ref (self));
}

void
_gw_images_page_remove_nearest (GwImagesPage *self)
{
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));

  if (!gtk_widget_get_visible (self->nearest) || self->nearest_term >= gw_filter_get_n_terms (filter))
    return;

  gw_filter_remove_term (filter, self->nearest_term);
  gw_images_page_set_filter (self, filter);
}

/* (transfer full) (nullable): where the words that were typed, and nothing
 * else, were looked for. Of other terms the chips tell, and the nearest filter.
 */
static char *
describe_words (const GwFilter *filter)
{
  guint n = gw_filter_get_n_terms (filter);

  for (guint i = 0; i < n; i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field != GW_FIELD_TEXT || term->negate || term->values[1] != NULL)
        return NULL;
    }

  if (n == 1)
    /* Translators: %s is what was typed into the search entry. */
    return g_strdup_printf (_ ("No name, label or note contains “%s”."), gw_filter_get_term (filter, 0)->values[0]);

  return n > 1 ? g_strdup (_ ("No image has all of these words in its name, labels and notes.")) : NULL;
}

static void
show_no_match (GwImagesPage *self)
{
  g_autofree char *text = describe_words (gw_image_list_get_filter (self->list));
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  adw_status_page_set_description (self->no_match, escaped);
}

/* --- there are no images, or they are all in the trash ------------------------------------- */

static void
show_empty (GwImagesPage *self, gint64 n_trashed)
{
  adw_status_page_set_title (self->empty, n_trashed > 0 ? _ ("No Images Left") : _ ("No Images Yet"));
  adw_status_page_set_description (self->empty,
                                   n_trashed > 0 ? _ ("All images are in the trash and can be taken back from there.")
                                                 : _ ("Add a folder, drop files here or import a labeled dataset."));
  /* One takes the place of the other, so that large letters have the room. */
  gtk_widget_set_visible (self->empty_import, n_trashed == 0);
  gtk_widget_set_visible (self->show_trash, n_trashed > 0);
}

/* A gint64, or NULL with an error. */
static gpointer
count_trashed (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 n = gw_store_count_images (store, data, cancellable, error);

  return n >= 0 ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
on_trashed_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImagesPage) self = user_data;
  g_autofree gint64 *n = gw_store_run_finish (GW_STORE (source), result, NULL);

  if (n != NULL && g_task_get_cancellable (G_TASK (result)) == self->trash_search)
    show_empty (self, *n);
}

static void
drop_trash_search (GwImagesPage *self)
{
  g_cancellable_cancel (self->trash_search);
  g_clear_object (&self->trash_search);
}

static void
ask_trashed (GwImagesPage *self)
{
  GwFilter *filter = gw_filter_parse ("mark:trashed", NULL);

  drop_trash_search (self);
  show_empty (self, 0);
  self->trash_search = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, count_trashed, filter,
                       (GDestroyNotify) gw_filter_free, g_free, self->trash_search, on_trashed_counted_cb,
                       g_object_ref (self));
}

/* --- which of them ------------------------------------------------------------------------ */

static const char *
state_name (GwImagesPage *self)
{
  gboolean is_list = g_strcmp0 (gw_project_get_view_state (self->project, "images.view"), "list") == 0;

  if (self->unlisted)
    return "failed";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return is_list ? "list" : "grid";
  if (gw_image_list_is_pending (self->list))
    return "wait";

  return gw_filter_is_empty (gw_image_list_get_filter (self->list)) ? "empty" : "no-match";
}

/* A view makes cells as soon as it has a model, hidden or not: the one that is
 * not looked at has none until then.
 */
static void
give_model (GwImagesPage *self, gboolean is_list)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (is_list && gtk_column_view_get_model (self->table) == NULL)
    gtk_column_view_set_model (self->table, model);
  else if (!is_list && gtk_grid_view_get_model (self->grid) == NULL)
    gtk_grid_view_set_model (self->grid, model);
}

/* No key does anything while the focus is in a list that is not seen: there are
 * buttons in its place.
 */
static void
lead_focus (GwImagesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *seen = gtk_stack_get_visible_child (self->stack);

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)) && focus != seen
      && !gtk_widget_is_ancestor (focus, seen))
    gtk_widget_child_focus (seen, GTK_DIR_TAB_FORWARD);
}

void
_gw_images_page_show_state (GwImagesPage *self)
{
  const char *name = state_name (self);
  gboolean is_list = g_str_equal (name, "list");

  if (is_list || g_str_equal (name, "grid"))
    give_model (self, is_list);
  gtk_stack_set_visible_child_name (self->stack, name);
  set_waiting (self, g_str_equal (name, "wait"));
  if (g_str_equal (name, "no-match"))
    {
      show_no_match (self);
      ask_nearest (self);
    }
  else
    {
      drop_nearest (self);
    }
  if (g_str_equal (name, "empty") || g_str_equal (name, "no-match"))
    lead_focus (self);
  if (g_str_equal (name, "empty"))
    ask_trashed (self);
  else
    drop_trash_search (self);
  gtk_widget_set_visible (self->size_scale, !is_list);
  gtk_widget_set_visible (self->size_label, !is_list);
  _gw_images_page_show_count (self);
}

void
_gw_images_page_clear_states (GwImagesPage *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->nearest_search);
  g_clear_object (&self->nearest_search);
  drop_trash_search (self);
}
