/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-chip.h"
#include "gw-facet-pane.h"

/* Typing rests this long before the list is asked. */
#define SEARCH_DELAY_MS 150

static void
apply (GwImagesPage *self, GwFilter *filter)
{
  self->to_top = TRUE;
  gw_image_list_set_filter (self->list, filter);
  _gw_images_page_filter_changed (self);
}

static void
on_chip_clicked_cb (GtkButton *chip, GwImagesPage *self)
{
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));

  gw_filter_remove_term (filter, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "gw-term")));
  apply (self, filter);
}

/* Chips for every term but the free words, which stand in the entry. */
static void
fill_chips (GwImagesPage *self, const GwFilter *filter)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);

  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);
      g_autofree char *text = NULL;
      GtkWidget *chip;

      if (term->field == GW_FIELD_TEXT)
        continue;
      text = gw_filter_describe_term (term);
      chip = gw_chip_new (text);
      g_object_set_data (G_OBJECT (chip), "gw-term", GUINT_TO_POINTER (i));
      g_signal_connect (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self);
      gtk_box_append (self->chips, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
show_search_problem (GwImagesPage *self, const GError *error)
{
  self->set_gone = FALSE;
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_label_set_label (self->search_problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->search_problem), error != NULL);
}

/* --- sets that charts opened, by number: one may be gone ----------------------------- */

static gpointer
check_filter (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_check_filter (store, data, cancellable, error);

  return NULL;
}

static void
on_filter_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImagesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  /* Whatever else goes wrong, the list tells of it. */
  if (!g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID)
      || g_task_get_cancellable (G_TASK (result)) != self->set_search)
    return;

  show_search_problem (self, error);
  self->set_gone = TRUE;
}

void
_gw_images_page_drop_sets (GwImagesPage *self)
{
  g_cancellable_cancel (self->set_search);
  g_clear_object (&self->set_search);
}

static void
ask_for_sets (GwImagesPage *self, const GwFilter *filter)
{
  gboolean named = FALSE;

  _gw_images_page_drop_sets (self);
  if (self->set_gone)
    show_search_problem (self, NULL);
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    named = named || gw_filter_get_term (filter, i)->field == GW_FIELD_SET;
  if (!named)
    return;

  self->set_search = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, check_filter, gw_filter_copy (filter),
                       (GDestroyNotify) gw_filter_free, NULL, self->set_search, on_filter_checked_cb,
                       g_object_ref (self));
}

void
_gw_images_page_filter_changed (GwImagesPage *self)
{
  const GwFilter *filter = gw_image_list_get_filter (self->list);
  g_autofree char *text = gw_filter_to_text (filter);

  fill_chips (self, filter);
  ask_for_sets (self, filter);
  gw_facet_pane_set_filter (GW_FACET_PANE (self->facets), filter);
  gw_project_set_view_state (self->project, "images.filter", text);
}

static gboolean
has_terms (const GwFilter *filter)
{
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      if (gw_filter_get_term (filter, i)->field != GW_FIELD_TEXT)
        return TRUE;
    }

  return FALSE;
}

/* (transfer none): a class as the project spells it; people type small
 * letters.
 */
static const char *
spelled (GwImagesPage *self, GwField field, const char *value)
{
  GListModel *classes = gw_project_get_classes (self->project);
  g_autofree char *folded = g_utf8_casefold (value, -1);

  if ((field != GW_FIELD_CLASS && field != GW_FIELD_LABEL && field != GW_FIELD_ABSENT)
      || gw_project_find_class_by_name (self->project, value) != NULL)
    return value;

  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);
      g_autofree char *name = g_utf8_casefold (gw_class_get_name (klass), -1);

      if (g_str_equal (name, folded))
        return gw_class_get_name (klass);
    }

  return value;
}

/* (nullable) (transfer full): what a person typed. Where images have classes
 * as a whole, class: asks for these.
 */
static GwFilter *
parse_typed (GwImagesPage *self, const char *text, GError **error)
{
  GwFilter *typed = gw_filter_parse (text, error);

  if (typed != NULL && gw_project_get_info (self->project)->task <= GW_TASK_MULTI_CLASS)
    gw_filter_turn_classes_to_labels (typed);

  return typed;
}

/* Values of an attribute that is asked for join those that are asked for already. */
static void
add_attribute (GwFilter *filter, const GwTerm *term)
{
  if (term->negate || term->values == NULL || term->values[0] == NULL)
    gw_filter_add_term (filter, term);
  else
    for (gsize i = 0; term->values[i] != NULL; i++)
      {
        g_autofree char *value = gw_filter_make_attribute_value (term->name, term->values[i]);

        gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, value, TRUE);
      }
}

static void
add_term (GwImagesPage *self, GwFilter *filter, const GwTerm *term)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (term->field == GW_FIELD_ATTRIBUTE)
    {
      add_attribute (filter, term);
      return;
    }
  if (term->values == NULL)
    {
      gw_filter_add_number_full (filter, term->field, term->op, term->negate, term->number);
      return;
    }

  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      const char *value = spelled (self, term->field, term->values[i]);

      if (term->negate)
        g_ptr_array_add (values, (gpointer) value);
      else
        gw_filter_toggle_value (filter, term->field, value, TRUE);
    }
  g_ptr_array_add (values, NULL);
  if (term->negate)
    gw_filter_add_values (filter, term->field, TRUE, (const char *const *) values->pdata);
}

/* Terms with a blank behind them are finished, also while words follow: what
 * is wrong with them is told at once. (nullable) (transfer full)
 */
static GError *
find_finished_problem (GwImagesPage *self, const char *text)
{
  const char *blank = strrchr (text, ' ');
  g_autofree char *finished = g_strndup (text, blank != NULL ? (gsize) (blank - text) : 0);
  g_autoptr (GwFilter) filter = NULL;
  GError *error = NULL;
  guint n_quotes = 0;

  for (const char *c = finished; *c != '\0'; c++)
    n_quotes += *c == '"';
  /* A blank within quotes finishes nothing. */
  if (n_quotes % 2 == 0)
    filter = parse_typed (self, finished, &error);

  return error;
}

/* Puts the free words of typed, and with finish its other terms too, into
 * the list's filter. Terms that became chips leave the entry.
 */
static void
take_typed (GwImagesPage *self, gboolean finish)
{
  const char *text = gtk_editable_get_text (self->search);
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) typed = parse_typed (self, text, &error);
  g_autoptr (GwFilter) words = gw_filter_new ();
  g_autoptr (GError) problem = typed == NULL && !finish ? find_finished_problem (self, text) : NULL;

  show_search_problem (self, finish ? error : problem);
  if (typed == NULL)
    return;

  gw_filter_remove_field (filter, GW_FIELD_TEXT);
  for (guint i = 0; i < gw_filter_get_n_terms (typed); i++)
    {
      const GwTerm *term = gw_filter_get_term (typed, i);

      if (term->field == GW_FIELD_TEXT)
        {
          gw_filter_add_values (filter, term->field, term->negate, (const char *const *) term->values);
          gw_filter_add_values (words, term->field, term->negate, (const char *const *) term->values);
        }
      else if (finish)
        add_term (self, filter, term);
    }

  if (finish && has_terms (typed))
    {
      g_autofree char *rest = gw_filter_to_text (words);

      self->searching = TRUE;
      gtk_editable_set_text (self->search, rest);
      gtk_editable_set_position (self->search, -1);
      self->searching = FALSE;
    }
  if (!gw_filter_equal (filter, gw_image_list_get_filter (self->list)))
    apply (self, filter);
}

static gboolean
on_search_delay_cb (gpointer user_data)
{
  GwImagesPage *self = user_data;

  self->search_id = 0;
  /* A blank behind a term finishes it: class:car ▮ */
  take_typed (self, g_str_has_suffix (gtk_editable_get_text (self->search), " "));

  return G_SOURCE_REMOVE;
}

static void
on_search_changed_cb (GtkEditable *entry, GwImagesPage *self)
{
  if (self->searching)
    return;

  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY_MS, on_search_delay_cb, self);
}

static void
on_search_activated_cb (GtkSearchEntry *entry, GwImagesPage *self)
{
  g_clear_handle_id (&self->search_id, g_source_remove);
  take_typed (self, TRUE);
}

static void
on_stop_search_cb (GtkSearchEntry *entry, GwImagesPage *self)
{
  gtk_editable_set_text (self->search, "");
  gw_page_shown (GW_PAGE (self));
}

static void
on_facet_toggled_cb (GwFacetPane *pane, int field, const char *value, gboolean on, GwImagesPage *self)
{
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));

  gw_filter_toggle_value (filter, (GwField) field, value, on);
  apply (self, filter);
}

static void
on_facets_cleared_cb (GwFacetPane *pane, GwImagesPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "images.clear-filters", NULL);
}

/* The free words of a filter that was restored or set from outside. */
void
_gw_images_page_show_words (GwImagesPage *self)
{
  const GwFilter *filter = gw_image_list_get_filter (self->list);
  g_autoptr (GwFilter) words = gw_filter_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field == GW_FIELD_TEXT)
        gw_filter_add_values (words, term->field, term->negate, (const char *const *) term->values);
    }

  text = gw_filter_to_text (words);
  g_clear_handle_id (&self->search_id, g_source_remove);
  show_search_problem (self, NULL);
  self->searching = TRUE;
  gtk_editable_set_text (self->search, text);
  self->searching = FALSE;
}

void
_gw_images_page_add_terms (GwImagesPage *self, const char *text)
{
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));
  g_autoptr (GwFilter) added = gw_filter_parse (text, NULL);

  for (guint i = 0; added != NULL && i < gw_filter_get_n_terms (added); i++)
    add_term (self, filter, gw_filter_get_term (added, i));
  apply (self, filter);
}

static void
on_facet_ranged_cb (GwFacetPane *pane, double lower, double upper, GwImagesPage *self)
{
  g_autoptr (GwFilter) filter = gw_filter_copy (gw_image_list_get_filter (self->list));

  gw_filter_remove_field (filter, GW_FIELD_CONFIDENCE);
  if (lower > 0.0)
    gw_filter_add_number (filter, GW_FIELD_CONFIDENCE, GW_OP_GREATER_EQUAL, lower);
  if (upper < 1.0)
    gw_filter_add_number (filter, GW_FIELD_CONFIDENCE, GW_OP_LESS, upper);
  apply (self, filter);
}

/* The menu is made of what is known when it opens: it costs some milliseconds,
 * and each change of the filter counts the facets anew.
 */
static void
on_filter_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  GwImagesPage *self = user_data;
  g_autoptr (GMenuModel) menu = gw_facet_pane_make_menu (GW_FACET_PANE (self->facets));

  gtk_menu_button_set_menu_model (button, menu);
}

void
_gw_images_page_make_search (GwImagesPage *self)
{
  g_signal_connect_object (self->search, "changed", G_CALLBACK (on_search_changed_cb), self, 0);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activated_cb), self, 0);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_stop_search_cb), self, 0);
  g_signal_connect_object (self->facets, "toggled", G_CALLBACK (on_facet_toggled_cb), self, 0);
  g_signal_connect_object (self->facets, "ranged", G_CALLBACK (on_facet_ranged_cb), self, 0);
  g_signal_connect_object (self->facets, "cleared", G_CALLBACK (on_facets_cleared_cb), self, 0);
  gtk_menu_button_set_create_popup_func (self->filter_button, on_filter_menu_cb, self, NULL);
  _gw_images_page_show_words (self);
}
