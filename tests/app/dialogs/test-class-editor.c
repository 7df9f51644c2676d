/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "class-editor-fixture.h"
#include "gw-class-editor.h"
#include "gw-class-preview.h"
#include "gw-class-row.h"
#include "labeling-fixtures.h"

typedef ClassEditorFixture Fixture;

/* The classes as they are on the disk: “Car 1, Person 2, …” with their hotkeys. */
static char *
describe_saved (Fixture *fixture)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (class_editor_get_store (fixture), TRUE, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (classes, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", gw_class_get_name (klass));
      if (gw_class_get_hotkey (klass) != NULL)
        g_string_append_printf (text, " %s", gw_class_get_hotkey (klass));
      if (gw_class_get_archived (klass))
        g_string_append (text, " archived");
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_saved (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *text = describe_saved (wanted->fixture);

  return g_strcmp0 (text, wanted->text) == 0;
}

static void
assert_saved (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  labeling_wait (is_saved, &wanted);
  /* What the editor itself waits for. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
type (Fixture *fixture, const char *row_title, const char *text)
{
  GtkWidget *row = dialogs_find (class_editor_get_inspector (fixture), ADW_TYPE_ENTRY_ROW, row_title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
give_keys (Fixture *fixture)
{
  class_editor_select (fixture, 0);
  type (fixture, "Hotkey", "1");
  class_editor_select (fixture, 1);
  type (fixture, "Hotkey", "2");
  assert_saved (fixture, "Car 1, Person 2, Sign");
}

static void
test_refuses_a_hotkey_twice (Fixture *fixture, gconstpointer data)
{
  give_keys (fixture);
  class_editor_select (fixture, 2);
  type (fixture, "Hotkey", "1");
  g_assert_true (dialogs_says (fixture->editor, "1 is used by Car."));
  assert_saved (fixture, "Car 1, Person 2, Sign");
  g_assert_true (gtk_widget_get_visible (dialogs_find (fixture->editor, GTK_TYPE_BUTTON, "_Swap")));

  dialogs_act (class_editor_get_inspector (fixture), "class.swap-hotkey", NULL);
  assert_saved (fixture, "Car, Person 2, Sign 1");
  g_assert_false (gtk_widget_get_visible (dialogs_find (fixture->editor, GTK_TYPE_BUTTON, "_Swap")));

  class_editor_select (fixture, 1);
  type (fixture, "Hotkey", "1");
  dialogs_act (class_editor_get_inspector (fixture), "class.swap-hotkey", NULL);
  assert_saved (fixture, "Car, Person 1, Sign 2");
}

static void
test_refuses_reserved_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const reserved[] = { "b", "F", "0", "12", "q", "/" };

  class_editor_select (fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s cannot be a hotkey", reserved[i]);

      type (fixture, "Hotkey", reserved[i]);
      g_assert_true (dialogs_says (fixture->editor, text));
    }
  type (fixture, "Hotkey", "7");
  assert_saved (fixture, "Car 7, Person, Sign");
}

static void
test_refuses_a_name_twice (Fixture *fixture, gconstpointer data)
{
  class_editor_select (fixture, 0);
  type (fixture, "Name", "Person");
  g_assert_true (dialogs_says (fixture->editor, "Another class has this name."));
  type (fixture, "Name", "  ");
  g_assert_true (dialogs_says (fixture->editor, "Give the class a name."));
  type (fixture, "Name", " person ");
  assert_saved (fixture, "person, Person, Sign");
}

static void
test_adds_and_undoes (Fixture *fixture, gconstpointer data)
{
  dialogs_act (fixture->editor, "classes.add", NULL);
  assert_saved (fixture, "Car, Person, Sign, Class 4 4");
  type (fixture, "Name", "Bus");
  assert_saved (fixture, "Car, Person, Sign, Bus 4");

  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Person, Sign, Class 4 4");
  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Person, Sign");
  dialogs_act (fixture->editor, "classes.redo", NULL);
  assert_saved (fixture, "Car, Person, Sign, Class 4 4");
  dialogs_act (fixture->editor, "classes.redo", NULL);
  assert_saved (fixture, "Car, Person, Sign, Bus 4");
}

static gboolean
lists_two (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *list = dialogs_find (fixture->editor, GTK_TYPE_LIST_BOX, NULL);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) == NULL;
}

static void
test_removes_what_nothing_uses (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Sign");

  class_editor_select (fixture, 2);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  assert_saved (fixture, "Car, Person");
  /* The store is ahead of the window, which can undo once it knows. */
  labeling_wait (lists_two, fixture);
  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Person, Sign");
  g_assert_cmpint (class_editor_find_id (fixture, "Sign"), ==, id);
}

static gboolean
offers (Fixture *fixture, const char *label, const char *tooltip)
{
  GtkWidget *button = dialogs_find (fixture->editor, GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_get_visible (button)
         && strstr (gtk_widget_get_tooltip_text (button), tooltip) != NULL;
}

static gboolean
offers_archiving (gpointer data)
{
  return offers (data, "_Archive Class", "in use");
}

static gboolean
offers_removing (gpointer data)
{
  return offers (data, "_Remove Class", "nothing is lost");
}

/* The button says what it will do, also when something else changes that. */
static void
test_says_what_it_will_do (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Person");
  g_autoptr (GArray) images = gw_store_list_image_ids (class_editor_get_store (fixture), NULL, GW_SORT_NAME, NULL,
                                                       NULL);
  const gint64 *ids = (const gint64 *) (gpointer) images->data;

  class_editor_select (fixture, 1);
  labeling_wait (offers_removing, fixture);
  g_assert_cmpint (
      gw_store_bulk_label (class_editor_get_store (fixture), ids, 1, &id, 1, GW_BULK_ADD, "Label", NULL, NULL), >, 0);
  labeling_wait (offers_archiving, fixture);
  class_editor_select (fixture, 0);
  labeling_wait (offers_removing, fixture);
  class_editor_select (fixture, 1);
  labeling_wait (offers_archiving, fixture);
  g_assert_cmpint (
      gw_store_bulk_label (class_editor_get_store (fixture), ids, 1, &id, 1, GW_BULK_REMOVE, "Unlabel", NULL, NULL), >,
      0);
  labeling_wait (offers_removing, fixture);

  /* A class that was just made is not in use. */
  dialogs_act (fixture->editor, "classes.add", NULL);
  labeling_wait (offers_removing, fixture);
}

static gboolean
says_archived (gpointer data)
{
  return dialogs_says (data, "The class is in use, so it was archived");
}

static void
test_archives_what_is_used (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Person");
  g_autoptr (GArray) images = gw_store_list_image_ids (class_editor_get_store (fixture), NULL, GW_SORT_NAME, NULL,
                                                       NULL);

  g_assert_cmpint (gw_store_bulk_label (class_editor_get_store (fixture), (const gint64 *) (gpointer) images->data,
                                        images->len, &id, 1, GW_BULK_ADD, "Label", NULL, NULL),
                   >, 0);
  class_editor_select (fixture, 1);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  assert_saved (fixture, "Car, Person archived, Sign");
  labeling_wait (says_archived, fixture->editor);
  g_assert_nonnull (dialogs_find (fixture->editor, GTK_TYPE_BUTTON, "_Use Again"));

  dialogs_act (fixture->editor, "classes.remove", NULL);
  assert_saved (fixture, "Car, Person, Sign");
}

static gboolean
shows_preview (gpointer data)
{
  return gtk_widget_get_visible (dialogs_find (data, GW_TYPE_CLASS_PREVIEW, NULL));
}

static gboolean
hides_preview (gpointer data)
{
  return !shows_preview (data);
}

static void
test_previews_what_is_labeled (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Person");
  g_autoptr (GArray) images = gw_store_list_image_ids (class_editor_get_store (fixture), NULL, GW_SORT_NAME, NULL,
                                                       NULL);

  g_assert_cmpint (gw_store_bulk_label (class_editor_get_store (fixture), (const gint64 *) (gpointer) images->data, 1,
                                        &id, 1, GW_BULK_ADD, "Label", NULL, NULL),
                   >, 0);
  while (gw_class_get_n_images (gw_project_find_class (fixture->project, id)) == 0)
    g_main_context_iteration (NULL, TRUE);

  fixture->editor = gw_class_editor_new (fixture->project);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->editor);
  g_assert_true (hides_preview (fixture->editor));
  class_editor_select (fixture, 1);
  labeling_wait (shows_preview, fixture->editor);
  class_editor_select (fixture, 0);
  labeling_wait (hides_preview, fixture->editor);
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = dialogs_find (fixture->editor, GTK_TYPE_LIST_BOX, NULL);

  class_editor_select (fixture, 0);
  dialogs_act (fixture->editor, "classes.move", "1");
  assert_saved (fixture, "Person, Car, Sign");
  /* As a drop does it. */
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0), "moved", 2, 0);
  assert_saved (fixture, "Sign, Person, Car");
  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Person, Car, Sign");
}

static void
test_refuses_a_circle_of_parents (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row;

  /* The rows are “None” and the other classes. */
  class_editor_select (fixture, 0);
  row = ADW_COMBO_ROW (dialogs_find (class_editor_get_inspector (fixture), ADW_TYPE_COMBO_ROW, "Parent"));
  adw_combo_row_set_selected (row, 1);
  assert_saved (fixture, "Car, Person, Sign");
  class_editor_select (fixture, 1);
  adw_combo_row_set_selected (row, 1);
  g_assert_true (dialogs_says (fixture->editor, "A class cannot be below one of its own children."));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
}

static void
test_imports_classes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "labels.gw.jsonl", NULL);

  dialogs_write (fixture->folder, "labels.gw.jsonl",
                 "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                 "\"classes\":[{\"name\":\"Person\"},{\"name\":\"Bus\"},{\"name\":\"Tram\"}]}\n"
                 "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"objects\":[]}\n");
  dialogs_act (fixture->editor, "classes.import", NULL);
  dialogs_choose_file (path);
  assert_saved (fixture, "Car, Person, Sign, Bus 4, Tram 5");
  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Person, Sign");
}

/* The name of the class above another one, as it is on the disk. */
static void
assert_parent (Fixture *fixture, const char *name, const char *parent)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (class_editor_get_store (fixture), TRUE, NULL, NULL);
  GwClass *child = NULL;
  const char *found = NULL;

  for (guint i = 0; i < classes->len; i++)
    if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (classes, i)), name) == 0)
      child = g_ptr_array_index (classes, i);
  g_assert_nonnull (child);
  for (guint i = 0; i < classes->len; i++)
    if (gw_class_get_id (g_ptr_array_index (classes, i)) == gw_class_get_parent_id (child))
      found = gw_class_get_name (g_ptr_array_index (classes, i));
  g_assert_cmpstr (found, ==, parent);
}

/* New ones, one that was there, and again after undo and redo. */
static void
test_imports_parents (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "labels.gw.jsonl", NULL);

  dialogs_write (fixture->folder, "labels.gw.jsonl",
                 "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":["
                 "{\"name\":\"Bus\",\"parent\":\"Vehicle\"},{\"name\":\"Vehicle\"},"
                 "{\"name\":\"Van\",\"parent\":\"Car\"}]}\n"
                 "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"objects\":[]}\n");
  dialogs_act (fixture->editor, "classes.import", NULL);
  dialogs_choose_file (path);
  assert_saved (fixture, "Car, Person, Sign, Bus 4, Vehicle 5, Van 6");
  assert_parent (fixture, "Bus", "Vehicle");
  assert_parent (fixture, "Van", "Car");
  assert_parent (fixture, "Vehicle", NULL);
  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Person, Sign");
  dialogs_act (fixture->editor, "classes.redo", NULL);
  assert_saved (fixture, "Car, Person, Sign, Bus 4, Vehicle 5, Van 6");
  assert_parent (fixture, "Bus", "Vehicle");
  assert_parent (fixture, "Van", "Car");
}

static void
choose_row (GtkWidget *dialog, const char *row, guint index)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (dialogs_find (dialog, ADW_TYPE_COMBO_ROW, row)), index);
}

static gboolean
has_attribute (gpointer data)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (data, FALSE, NULL, NULL);

  return gw_class_find_attribute (g_ptr_array_index (classes, 1), "Riding") != NULL;
}

static void
test_adds_an_attribute (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) classes = NULL;
  const GwAttribute *attribute;
  GtkWidget *dialog;
  GtkWidget *add;

  class_editor_select (fixture, 1);
  dialogs_act (class_editor_get_inspector (fixture), "class.add-attribute", NULL);
  dialog = dialogs_find_window ("Add Attribute");
  g_assert_nonnull (dialog);
  add = dialogs_find (dialog, GTK_TYPE_BUTTON, "_Add");

  g_signal_emit_by_name (add, "clicked");
  g_assert_true (dialogs_says (dialog, "Give the attribute a name."));
  dialogs_fill_row (dialog, "Name", "Riding");
  choose_row (dialog, "Kind", GW_ATTRIBUTE_CHOICE);
  g_signal_emit_by_name (add, "clicked");
  g_assert_true (dialogs_says (dialog, "Name at least one choice, separated by commas."));
  dialogs_fill_row (dialog, "Choices, separated by commas", "Yes, No, Unclear");
  choose_row (dialog, "Default", 2);
  dialogs_fill_row (dialog, "Choices, separated by commas", "Yes, No, Unclear, Maybe");
  gtk_switch_set_active (GTK_SWITCH (dialogs_find (dialog, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_signal_emit_by_name (add, "clicked");

  labeling_wait (has_attribute, class_editor_get_store (fixture));
  classes = gw_store_list_classes (class_editor_get_store (fixture), FALSE, NULL, NULL);
  attribute = gw_class_find_attribute (g_ptr_array_index (classes, 1), "Riding");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_CHOICE);
  g_assert_cmpuint (g_strv_length (attribute->choices), ==, 4);
  g_assert_cmpstr (attribute->default_value, ==, "No");
  g_assert_true (attribute->required);
  g_assert_true (dialogs_says (fixture->editor, "Choice: Yes, No, Unclear, Maybe · No by default · required"));
}

static void
test_edits_a_checkbox (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  /* Car has the checkbox “Parked”. */
  class_editor_select (fixture, 0);
  g_assert_true (dialogs_says (fixture->editor, "Checkbox · off by default"));
  g_signal_emit_by_name (dialogs_find (class_editor_get_inspector (fixture), ADW_TYPE_ACTION_ROW, "Parked"),
                         "activated");
  dialog = dialogs_find_window ("Edit Attribute");
  choose_row (dialog, "Default", 2);
  g_signal_emit_by_name (dialogs_find (dialog, GTK_TYPE_BUTTON, "_Save"), "clicked");
  g_assert_true (dialogs_says (fixture->editor, "Checkbox · on by default"));
  assert_saved (fixture, "Car, Person, Sign");
}

/* --- while the store is busy ------------------------------------------------ */

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean may_end;
} Gate;

static gpointer
wait_at_gate (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  while (!gate->may_end)
    g_cond_wait (&gate->changed, &gate->lock);
  g_mutex_unlock (&gate->lock);

  return NULL;
}

/* As an import does, whatever is saved waits until the gate is opened. */
static Gate *
make_busy (Fixture *fixture)
{
  Gate *gate = g_new0 (Gate, 1);

  g_mutex_init (&gate->lock);
  g_cond_init (&gate->changed);
  gw_store_run_async (class_editor_get_store (fixture), GW_STORE_URGENT, wait_at_gate, gate, NULL, NULL, NULL, NULL,
                      NULL);

  return gate;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->may_end = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->lock);
}

static void
free_gate (Gate *gate)
{
  g_mutex_clear (&gate->lock);
  g_cond_clear (&gate->changed);
  g_free (gate);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
}

static void
test_saves_what_waits_when_it_closes (Fixture *fixture, gconstpointer data)
{
  Gate *gate = make_busy (fixture);

  dialogs_act (fixture->editor, "classes.add", NULL);
  type (fixture, "Name", "Bus");
  class_editor_select (fixture, 0);
  type (fixture, "Name", "Auto");
  close_window (fixture);
  open_gate (gate);
  assert_saved (fixture, "Auto, Person, Sign, Bus 4");
  free_gate (gate);
}

static void
test_removes_what_waits_when_it_closes (Fixture *fixture, gconstpointer data)
{
  Gate *gate = make_busy (fixture);

  dialogs_act (fixture->editor, "classes.add", NULL);
  type (fixture, "Name", "Bus");
  dialogs_act (fixture->editor, "classes.remove", NULL);
  close_window (fixture);
  open_gate (gate);
  gw_project_close (fixture->project);
  fixture->project = dialogs_open_project (gw_project_get_path (fixture->project));
  assert_saved (fixture, "Car, Person, Sign");
  free_gate (gate);
}

static void
on_problem_cb (GwProject *project, const char *title, GError *error, char **message)
{
  g_free (*message);
  *message = g_strdup (error->message);
}

static gboolean
has_message (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_reports_what_fails_when_it_is_closed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  Gate *gate = make_busy (fixture);

  g_signal_connect (fixture->project, "problem", G_CALLBACK (on_problem_cb), &message);
  class_editor_select (fixture, 0);
  type (fixture, "Name", "Auto");
  close_window (fixture);
  /* Somebody else has taken the name meanwhile. */
  g_ptr_array_add (others, gw_class_new ("Auto", 0x123456));
  g_assert_true (gw_store_save_classes (class_editor_get_store (fixture), others, NULL, NULL));
  open_gate (gate);
  labeling_wait (has_message, &message);
  g_assert_nonnull (strstr (message, "Auto"));
  assert_saved (fixture, "Car, Person, Sign, Auto");
  g_signal_handlers_disconnect_by_data (fixture->project, &message);
  free_gate (gate);
}

static void
test_edits_while_it_removes (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Car");
  Gate *gate = make_busy (fixture);

  class_editor_select (fixture, 0);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  class_editor_select (fixture, 1);
  type (fixture, "Name", "Human");
  dialogs_act (fixture->editor, "classes.move", "1");
  open_gate (gate);
  assert_saved (fixture, "Sign, Human");
  free_gate (gate);

  dialogs_act (fixture->editor, "classes.undo", NULL);
  assert_saved (fixture, "Car, Sign, Human");
  g_assert_cmpint (class_editor_find_id (fixture, "Car"), ==, id);
}

static void
test_undoes_while_it_removes (Fixture *fixture, gconstpointer data)
{
  Gate *gate = NULL;

  class_editor_select (fixture, 2);
  type (fixture, "Name", "Board");
  assert_saved (fixture, "Car, Person, Board");
  gate = make_busy (fixture);
  class_editor_select (fixture, 0);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  dialogs_act (fixture->editor, "classes.undo", NULL);
  dialogs_act (fixture->editor, "classes.undo", NULL);
  open_gate (gate);
  assert_saved (fixture, "Car, Person, Sign");
  free_gate (gate);
}

static void
test_removes_once (Fixture *fixture, gconstpointer data)
{
  Gate *gate = make_busy (fixture);

  class_editor_select (fixture, 0);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  dialogs_act (fixture->editor, "classes.remove", NULL);
  open_gate (gate);
  assert_saved (fixture, "Person, Sign");
  /* Whatever else was asked for comes before this. */
  class_editor_select (fixture, 0);
  type (fixture, "Name", "Human");
  assert_saved (fixture, "Human, Sign");
  free_gate (gate);
}

#define ADD(name, func) \
  g_test_add ("/class-editor/" name, Fixture, NULL, class_editor_set_up, func, class_editor_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("refuses-a-hotkey-twice", test_refuses_a_hotkey_twice);
  ADD ("refuses-reserved-keys", test_refuses_reserved_keys);
  ADD ("refuses-a-name-twice", test_refuses_a_name_twice);
  ADD ("adds-and-undoes", test_adds_and_undoes);
  ADD ("removes-what-nothing-uses", test_removes_what_nothing_uses);
  ADD ("says-what-it-will-do", test_says_what_it_will_do);
  ADD ("archives-what-is-used", test_archives_what_is_used);
  ADD ("previews-what-is-labeled", test_previews_what_is_labeled);
  ADD ("moves", test_moves);
  ADD ("refuses-a-circle-of-parents", test_refuses_a_circle_of_parents);
  ADD ("imports-classes", test_imports_classes);
  ADD ("imports-parents", test_imports_parents);
  ADD ("adds-an-attribute", test_adds_an_attribute);
  ADD ("edits-a-checkbox", test_edits_a_checkbox);
  ADD ("saves-what-waits-when-it-closes", test_saves_what_waits_when_it_closes);
  ADD ("removes-what-waits-when-it-closes", test_removes_what_waits_when_it_closes);
  ADD ("reports-what-fails-when-it-is-closed", test_reports_what_fails_when_it_is_closed);
  ADD ("edits-while-it-removes", test_edits_while_it_removes);
  ADD ("undoes-while-it-removes", test_undoes_while_it_removes);
  ADD ("removes-once", test_removes_once);

  return g_test_run ();
}
