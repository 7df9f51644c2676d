/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-canvas-private.h"
#include "gw-edits.h"
#include "labeling-keys.h"
#include "labeling-page-fixture.h"

/* Every key of the labeling view, and what it does. A key takes the way that
 * the toolkit gives it: controllers that catch it first, then those of the
 * widget with the focus, then those of the page around it.
 */

typedef LabelingPageFixture Fixture;

/* --- what a key can change --------------------------------------------------------------- */

typedef struct
{
  gint64 image;
  guint n;
  guint n_selected;
  GwBox box; /* of the object that was drawn last */
  GwObjectFlags flags;
  gint64 first; /* the object that is painted first */
  gint64 class_id;
  char tool[16];
  double zoom;
  gboolean fit;
  double opacity;
  double brightness;
  double contrast;
  gboolean outline;
  gboolean grid;
} State;

static GwObject *
last_drawn (GwDocument *document)
{
  GwObject *last = NULL;

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      GwObject *object = gw_document_get_object (document, i);

      if (last == NULL || gw_object_get_bounds (object).x >= gw_object_get_bounds (last).x)
        last = object;
    }

  return last;
}

static void
note (Fixture *fixture, State *state)
{
  GwLabelingPage *page = fixture->page;
  GwDocument *document = page->document;
  GwObject *object = last_drawn (document);

  *state = (State) { .image = gw_document_get_image_id (document),
                     .n = gw_document_get_n_objects (document),
                     .n_selected = gw_document_get_n_selected (document),
                     .class_id = gw_document_get_current_class (document) };
  g_strlcpy (state->tool, page->tool_name, sizeof state->tool);
  g_object_get (page->canvas, "zoom", &state->zoom, "fit", &state->fit, "label-opacity", &state->opacity, "brightness",
                &state->brightness, "contrast", &state->contrast, "outline-only", &state->outline, "pixel-grid",
                &state->grid, NULL);
  if (object == NULL)
    return;

  state->box = gw_object_get_bounds (object);
  state->flags = gw_object_get_flags (object);
  state->first = gw_object_get_id (gw_document_get_object (document, 0));
}

/* A busy display gives the window its size late, and zooming to something needs one. */
static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_width (((GwLabelingPage *) data)->canvas) > 100;
}

/* The first image with two boxes, of which the second is selected; everything
 * else as it is at first.
 */
static void
start_over (Fixture *fixture)
{
  GwLabelingPage *page = fixture->page;

  if (gw_image_walk_get_image_id (page->walk) != gw_image_list_get_id (fixture->images, 0))
    _gw_labeling_page_go (page, 0);
  labeling_page_settle (fixture);
  labeling_wait (has_size, page);
  gw_document_set_flags_all (page->document, GW_OBJECT_LOCKED, FALSE);
  gw_document_set_flags_all (page->document, GW_OBJECT_HIDDEN, FALSE);
  gw_document_select_all (page->document);
  gw_document_delete_selected (page->document);
  gw_document_set_current_class (page->document,
                                 gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Car")));
  gw_canvas_reset_adjustments (GW_CANVAS (page->canvas));
  gw_canvas_set_fit (GW_CANVAS (page->canvas), TRUE);
  g_object_set (page->canvas, "outline-only", FALSE, "pixel-grid", TRUE, "label-opacity", 0.4, NULL);
  g_object_set (page, "zen", FALSE, "show-pane", TRUE, NULL);
  _gw_labeling_page_set_tool (page, "select");
  _gw_labeling_page_set_tool (page, "box");
  gtk_widget_grab_focus (page->canvas);
  labeling_page_draw (fixture, 4, 4);
  labeling_page_draw (fixture, 30, 20);
  /* What was drawn by a hand: the arrows move it. */
  g_object_set (page, "tool", "select", NULL);
  labeling_page_settle (fixture);
}

/* --- before the key -------------------------------------------------------------------------- */

static void
select_nothing (Fixture *fixture)
{
  gw_document_select_none (fixture->page->document);
}

static void
select_first (Fixture *fixture)
{
  gw_document_select (fixture->page->document, gw_object_get_id (gw_document_get_object (fixture->page->document, 0)),
                      FALSE);
}

static void
take_box (Fixture *fixture)
{
  select_nothing (fixture);
  _gw_labeling_page_set_tool (fixture->page, "box");
}

static void
zoom_far (Fixture *fixture)
{
  gw_canvas_set_zoom (GW_CANVAS (fixture->page->canvas), 2.0);
}

static void
go_second (Fixture *fixture)
{
  _gw_labeling_page_go (fixture->page, 1);
  labeling_page_settle (fixture);
}

/* The second is unlabeled; the first has boxes. */
static void
go_third (Fixture *fixture)
{
  _gw_labeling_page_go (fixture->page, 2);
  labeling_page_settle (fixture);
}

static void
press_brightness (Fixture *fixture)
{
  labeling_press_key (fixture, "<Shift>b");
}

static void
press_contrast (Fixture *fixture)
{
  labeling_press_key (fixture, "<Shift>c");
}

static void
brighten (Fixture *fixture)
{
  g_object_set (fixture->page->canvas, "brightness", 0.4, NULL);
}

/* --- after it: a is before, b is now ------------------------------------------------------------ */

typedef gboolean (*Check) (Fixture *fixture, const State *a, const State *b);

#define CHECK(name, condition) \
  static gboolean name (Fixture *fixture, const State *a, const State *b) \
  { \
    GwLabelingPage *page G_GNUC_UNUSED = fixture->page; \
\
    return (condition); \
  }

static gint64
class_id (Fixture *fixture, const char *name)
{
  return gw_class_get_id (gw_project_find_class_by_name (fixture->project, name));
}

static gint64
class_of_last (Fixture *fixture)
{
  return gw_object_get_class_id (last_drawn (fixture->page->document));
}

static gint64
image_at (Fixture *fixture, guint position)
{
  return gw_image_list_get_id (fixture->images, position);
}

static GwImageMarks
marks_of_first (Fixture *fixture)
{
  gint64 id = image_at (fixture, 0);
  g_autoptr (GPtrArray) images = gw_store_get_images (gw_project_get_store (fixture->project), &id, 1, NULL, NULL);

  return gw_image_get_marks (g_ptr_array_index (images, 0));
}

/* A window that asks is there; it goes again. */
static gboolean
asks (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_modal (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        {
          gtk_window_destroy (window);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
pops_up (GtkWidget *popover)
{
  gboolean visible = gtk_widget_get_visible (popover);

  gtk_popover_popdown (GTK_POPOVER (popover));

  return visible;
}

static gboolean
focus_is_in (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

CHECK (is_second, b->image == image_at (fixture, 1))
CHECK (is_first, b->image == image_at (fixture, 0))
CHECK (is_last, b->image == image_at (fixture, 3))
CHECK (is_submitted, b->image == image_at (fixture, 1) && gw_image_walk_get_n_images (page->walk) == 4)
CHECK (is_skipped, b->image == image_at (fixture, 1) && (marks_of_first (fixture) & GW_IMAGE_SKIPPED) != 0)
CHECK (flag_asks, pops_up (page->flag_popover))
CHECK (asks_number, asks ())
CHECK (select_tool, strcmp (b->tool, "select") == 0 && b->n_selected == 0)
CHECK (box_tool, strcmp (b->tool, "box") == 0)
CHECK (box_tool_of_car, strcmp (b->tool, "box") == 0 && b->class_id == class_id (fixture, "Car") && b->n_selected == 0)
CHECK (is_person, class_of_last (fixture) == class_id (fixture, "Person"))
CHECK (is_sign, class_of_last (fixture) == class_id (fixture, "Sign"))
CHECK (draws_persons,
       b->class_id == class_id (fixture, "Person") && class_of_last (fixture) == class_id (fixture, "Car"))
CHECK (finds_labels, pops_up (page->finder))
CHECK (is_parked, g_strcmp0 (gw_object_get_attribute (last_drawn (page->document), "Parked"), "true") == 0)
CHECK (at_attributes, focus_is_in (fixture, page->attribute_pane))
CHECK (one_selected, a->n_selected == 0 && b->n_selected == 1)
CHECK (left_1, b->box.x == a->box.x - 1 && b->box.y == a->box.y)
CHECK (right_1, b->box.x == a->box.x + 1)
CHECK (up_1, b->box.y == a->box.y - 1)
CHECK (down_1, b->box.y == a->box.y + 1 && b->box.x == a->box.x)
CHECK (left_10, b->box.x == a->box.x - 10)
CHECK (right_10, b->box.x == a->box.x + 10)
CHECK (up_10, b->box.y == a->box.y - 10)
CHECK (down_10, b->box.y == a->box.y + 10)
CHECK (narrower, b->box.width == a->box.width - 1 && b->box.x == a->box.x)
CHECK (wider, b->box.width == a->box.width + 1)
CHECK (shorter, b->box.height == a->box.height - 1)
CHECK (taller, b->box.height == a->box.height + 1)
CHECK (none_selected, a->n_selected == 1 && b->n_selected == 0 && strcmp (b->tool, a->tool) == 0)
CHECK (all_selected, b->n_selected == 2)
CHECK (one_less, b->n == a->n - 1)
CHECK (one_more, b->n == a->n + 1 && b->n_selected == 1)
CHECK (is_mask, gw_object_get_shape (last_drawn (page->document))->kind == GW_SHAPE_MASK && b->n == a->n)
CHECK (hidden, (b->flags & GW_OBJECT_HIDDEN) != 0)
CHECK (locked, (b->flags & GW_OBJECT_LOCKED) != 0)
CHECK (reordered, b->first != a->first && b->n == a->n)
CHECK (nearer, b->zoom > a->zoom && !b->fit)
CHECK (further, b->zoom < a->zoom && !b->fit)
CHECK (fits, !a->fit && b->fit)
CHECK (at_100, b->zoom == 1.0 && a->zoom != 1.0)
CHECK (at_selection, b->zoom > a->zoom)
CHECK (grid_toggled, b->grid != a->grid)
CHECK (outline_toggled, b->outline != a->outline)
CHECK (brighter, b->brightness > a->brightness && b->box.x == a->box.x)
CHECK (more_contrast, b->contrast > a->contrast && b->box.x == a->box.x)
CHECK (as_it_is, a->brightness != 0.0 && b->brightness == 0.0)
CHECK (fainter, b->opacity < a->opacity)
CHECK (stronger, b->opacity > a->opacity)
CHECK (in_zen, page->zen && !gtk_widget_get_visible (page->pane))
CHECK (without_pane, !page->show_pane)
CHECK (off_canvas, !gtk_widget_is_focus (page->canvas))

static const struct
{
  const char *key;
  void (*prepare) (Fixture *fixture);
  Check check;
} box_keys[] = {
  { "f", NULL, is_second },
  { "<Control>Right", NULL, is_second },
  { "d", go_second, is_first },
  { "<Control>Left", go_second, is_first },
  { "<Control>End", NULL, is_last },
  { "<Control>Home", go_second, is_first },
  { "<Control>g", NULL, asks_number },
  { "<Alt>f", NULL, flag_asks },
  { "v", take_box, select_tool },
  { "b", NULL, box_tool },
  { "n", NULL, box_tool_of_car },
  { "2", NULL, is_person },
  { "KP_3", NULL, is_sign },
  { "<Control>2", NULL, is_person },
  { "2", select_nothing, draws_persons },
  { "slash", NULL, finds_labels },
  { "q", NULL, is_parked },
  { "a", NULL, at_attributes },
  { "Tab", select_nothing, one_selected },
  { "<Shift>Tab", select_nothing, one_selected },
  { "<Control>Tab", NULL, off_canvas },
  { "Left", NULL, left_1 },
  { "Right", NULL, right_1 },
  { "Up", NULL, up_1 },
  { "Down", NULL, down_1 },
  { "<Shift>Left", NULL, left_10 },
  { "<Shift>Right", NULL, right_10 },
  { "<Shift>Up", NULL, up_10 },
  { "<Shift>Down", NULL, down_10 },
  { "<Control><Shift>Left", NULL, narrower },
  { "<Control><Shift>Right", NULL, wider },
  { "<Control><Shift>Up", NULL, shorter },
  { "<Control><Shift>Down", NULL, taller },
  { "Escape", NULL, none_selected },
  { "Escape", take_box, select_tool },
  { "<Control>a", select_nothing, all_selected },
  { "<Control><Shift>a", NULL, none_selected },
  { "Delete", NULL, one_less },
  { "BackSpace", NULL, one_less },
  { "h", NULL, hidden },
  { "l", NULL, locked },
  { "<Shift>h", select_nothing, hidden },
  { "<Shift>l", select_nothing, locked },
  { "<Control>bracketright", select_first, reordered },
  { "<Control>bracketleft", NULL, reordered },
  { "<Control>d", NULL, one_more },
  { "<Control>m", NULL, is_mask },
  { "<Control>x", NULL, one_less },
  { "<Control>b", NULL, asks_number },
  { "plus", NULL, nearer },
  { "equal", NULL, nearer },
  { "<Control>plus", NULL, nearer },
  { "KP_Add", NULL, nearer },
  { "minus", NULL, further },
  { "<Control>minus", NULL, further },
  { "0", zoom_far, fits },
  { "<Control>0", NULL, at_100 },
  { "<Shift>0", NULL, at_selection },
  { "<Shift>g", NULL, grid_toggled },
  { "<Shift>o", NULL, outline_toggled },
  { "Right", press_brightness, brighter },
  { "Up", press_contrast, more_contrast },
  { "<Shift>x", brighten, as_it_is },
  { "comma", NULL, fainter },
  { "period", NULL, stronger },
  { "F11", NULL, in_zen },
  { "F9", NULL, without_pane },
  { "F6", NULL, off_canvas },
  { "<Shift>F6", NULL, off_canvas },
  { "<Shift>f", NULL, is_second },
  { "<Shift>d", go_third, is_second },
  { "<Control>Return", NULL, is_submitted },
  { "<Control>space", NULL, is_skipped },
};

static void
test_boxes (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (box_keys); i++)
    {
      State before, now;
      gboolean used;

      start_over (fixture);
      if (box_keys[i].prepare != NULL)
        box_keys[i].prepare (fixture);
      note (fixture, &before);
      used = labeling_press_key (fixture, box_keys[i].key);
      labeling_page_settle (fixture);
      note (fixture, &now);
      if (!used || !box_keys[i].check (fixture, &before, &now))
        g_test_fail_printf ("%s (row %u) %s: zoom %g, now %g; selected %u, now %u; objects %u, now %u", box_keys[i].key,
                            (guint) i, used ? "did something else" : "did nothing", before.zoom, now.zoom,
                            before.n_selected, now.n_selected, before.n, now.n);
    }
}

/* --- keys that are held, and the clipboard -------------------------------------------------------- */

static void
test_held (Fixture *fixture, gconstpointer data)
{
  GwCanvas *canvas = GW_CANVAS (fixture->page->canvas);

  start_over (fixture);
  g_assert_true (labeling_send_key (fixture, "z", "key-pressed"));
  g_assert_true (canvas->labels_held_back);
  labeling_send_key (fixture, "z", "key-released");
  g_assert_false (canvas->labels_held_back);
  g_assert_true (labeling_send_key (fixture, "space", "key-pressed"));
  g_assert_true (canvas->space_held);
  labeling_send_key (fixture, "space", "key-released");
  g_assert_false (canvas->space_held);

  /* The first one while a list has the focus. */
  gtk_widget_child_focus (fixture->page->object_list, GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_focus (fixture->page->canvas));
  g_assert_true (labeling_send_key (fixture, "z", "key-pressed"));
  g_assert_false (gw_canvas_get_show_labels (canvas));
  labeling_send_key (fixture, "z", "key-released");
  g_assert_true (gw_canvas_get_show_labels (canvas));

  /* From there Esc leads back to the image. */
  g_assert_true (labeling_press_key (fixture, "Escape"));
  g_assert_true (gtk_widget_is_focus (fixture->page->canvas));
}

static gboolean
has_three (gpointer data)
{
  return gw_document_get_n_objects (((GwLabelingPage *) data)->document) == 3;
}

static gboolean
has_two (gpointer data)
{
  return gw_document_get_n_objects (((GwLabelingPage *) data)->document) == 2;
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  start_over (fixture);
  g_assert_true (labeling_press_key (fixture, "<Control>c"));
  g_assert_true (labeling_press_key (fixture, "<Control>v"));
  labeling_wait (has_three, fixture->page);
  labeling_page_settle (fixture);

  g_assert_true (labeling_press_key (fixture, "BackSpace"));
  g_assert_true (labeling_press_key (fixture, "f"));
  labeling_page_settle (fixture);
  g_assert_true (labeling_press_key (fixture, "<Control><Shift>v"));
  labeling_wait (has_two, fixture->page);
  labeling_page_settle (fixture);
}

/* --- without a pointer ------------------------------------------------------------------------------ */

static void
press_times (Fixture *fixture, const char *key, int n)
{
  for (int i = 0; i < n; i++)
    g_assert_true (labeling_press_key (fixture, key));
}

static void
type_place (Fixture *fixture, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    labeling_press_key (fixture, *p == ',' ? "comma" : (char[]) { *p, '\0' });
  g_assert_true (labeling_press_key (fixture, "Return"));
}

static gboolean
is_told_of_number (gpointer data)
{
  GwLabelingPage *page = data;

  return page->no_class_id == 0
         && g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (page->announcer)), "No label has the key 5") == 0;
}

static void
test_box_without_pointer (Fixture *fixture, gconstpointer data)
{
  GwDocument *document;
  GwBox first, second;

  gtk_widget_grab_focus (fixture->page->canvas);
  g_assert_true (labeling_press_key (fixture, "b"));
  press_times (fixture, "Left", 3);
  press_times (fixture, "<Shift>Up", 1);
  g_assert_true (labeling_press_key (fixture, "Return"));
  press_times (fixture, "<Shift>Right", 2);
  press_times (fixture, "Down", 7);
  g_assert_true (labeling_press_key (fixture, "Return"));
  g_assert_true (labeling_press_key (fixture, "3"));
  document = fixture->page->document;
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
  first = gw_object_get_bounds (gw_document_get_object (document, 0));
  g_assert_cmpfloat (first.width, ==, 20);
  g_assert_cmpfloat (first.height, ==, 7);
  g_assert_cmpint (class_of_last (fixture), ==, class_id (fixture, "Sign"));

  /* Places that are typed; the label stays what it was. */
  g_assert_true (labeling_press_key (fixture, "n"));
  type_place (fixture, "12,8");
  g_assert_true (labeling_press_key (fixture, "Return"));
  type_place (fixture, "52,31");
  g_assert_true (labeling_press_key (fixture, "Return"));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
  second = gw_object_get_bounds (gw_document_get_object (document, 1));
  g_assert_cmpfloat (second.x, ==, 12);
  g_assert_cmpfloat (second.y, ==, 8);
  g_assert_cmpfloat (second.width, ==, 40);
  g_assert_cmpfloat (second.height, ==, 23);
  g_assert_cmpint (gw_object_get_class_id (gw_document_get_object (document, 1)), ==, class_id (fixture, "Sign"));

  g_assert_true (labeling_press_key (fixture, "<Control>Return"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, image_at (fixture, 1));
}

/* A digit that no label has is told of, but not when it began a place. */
static void
test_digits_of_a_place (Fixture *fixture, gconstpointer data)
{
  start_over (fixture);
  take_box (fixture);
  g_assert_true (labeling_press_key (fixture, "5"));
  g_assert_cmpuint (fixture->page->no_class_id, !=, 0);
  type_place (fixture, ",8");
  g_assert_cmpuint (fixture->page->no_class_id, ==, 0);
  g_assert_true (labeling_press_key (fixture, "5"));
  labeling_wait (is_told_of_number, fixture->page);
}

/* Keys of a fast hand are for the image that comes, also those of the canvas. */
static void
test_keys_wait_for_image (Fixture *fixture, gconstpointer data)
{
  start_over (fixture);
  g_assert_true (labeling_press_key (fixture, "f"));
  g_assert_true (_gw_labeling_page_is_loading (fixture->page));
  g_assert_true (labeling_press_key (fixture, "BackSpace"));
  g_assert_true (labeling_press_key (fixture, "Delete"));
  g_assert_true (labeling_press_key (fixture, "2"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, class_id (fixture, "Person"));
  g_assert_true (labeling_press_key (fixture, "d"));
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);
}

/* --- keys of other programs --------------------------------------------------------------------------- */

static void
test_other_keymaps (Fixture *fixture, gconstpointer data)
{
  start_over (fixture);
  g_settings_set_string (fixture->page->settings, "keymap", "cvat");
  labeling_press_key (fixture, "2");
  g_assert_cmpint (class_of_last (fixture), ==, class_id (fixture, "Car"));
  g_assert_true (labeling_press_key (fixture, "<Control>2"));
  g_assert_cmpint (class_of_last (fixture), ==, class_id (fixture, "Person"));
  g_assert_true (labeling_press_key (fixture, "<Control>s"));

  g_settings_set_string (fixture->page->settings, "keymap", "labelme");
  labeling_page_settle (fixture);
  g_assert_true (labeling_press_key (fixture, "<Control>r"));
  g_assert_cmpstr (fixture->page->tool_name, ==, "box");
  g_assert_true (labeling_press_key (fixture, "<Control>j"));
  g_assert_cmpstr (fixture->page->tool_name, ==, "select");
  g_assert_true (labeling_press_key (fixture, "d"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, image_at (fixture, 1));
  g_assert_true (labeling_press_key (fixture, "a"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, image_at (fixture, 0));

  g_settings_set_string (fixture->page->settings, "keymap", "label-studio");
  gw_document_select_none (fixture->page->document);
  g_assert_true (labeling_press_key (fixture, "<Alt>period"));
  g_assert_cmpuint (gw_document_get_n_selected (fixture->page->document), ==, 1);
  g_assert_true (labeling_press_key (fixture, "<Alt>l"));
  g_assert_true (labeling_press_key (fixture, "u"));
  g_assert_cmpuint (gw_document_get_n_selected (fixture->page->document), ==, 0);
  g_settings_reset (fixture->page->settings, "keymap");
  g_assert_true (labeling_press_key (fixture, "b"));
  g_assert_false (labeling_press_key (fixture, "u"));
}

/* --- classes ---------------------------------------------------------------------------------------------- */

static guint
n_labels (Fixture *fixture)
{
  return gw_document_get_labels (fixture->page->document)->len;
}

static void
test_classes (Fixture *fixture, gconstpointer data)
{
  GwLabelingPage *page = fixture->page;

  gtk_widget_grab_focus (page->canvas);
  g_assert_true (labeling_press_key (fixture, "2"));
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_labels (fixture), ==, 1);
  g_assert_cmpint (g_array_index (gw_document_get_labels (page->document), GwLabel, 0).class_id, ==,
                   class_id (fixture, "Person"));
  g_assert_true (labeling_press_key (fixture, "BackSpace"));
  g_assert_cmpuint (n_labels (fixture), ==, 0);

  g_assert_true (labeling_press_key (fixture, "q"));
  g_assert_cmpstr (gw_image_get_attribute (gw_document_get_image (page->document), "Parked"), ==, "true");
  /* There are no more questions, but the keys are theirs. */
  g_assert_true (labeling_press_key (fixture, "w"));
  g_assert_true (labeling_press_key (fixture, "e"));
  g_assert_true (labeling_press_key (fixture, "r"));
  g_assert_true (labeling_press_key (fixture, "t"));

  g_assert_true (labeling_press_key (fixture, "slash"));
  g_assert_true (pops_up (page->choice_finder));
  g_assert_true (labeling_press_key (fixture, "1"));
  g_assert_true (labeling_press_key (fixture, "<Control>Return"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (page), ==, image_at (fixture, 1));

  /* Keys of objects are nobody's here. */
  g_assert_false (labeling_press_key (fixture, "b"));
  g_assert_false (labeling_press_key (fixture, "h"));
  g_assert_false (labeling_press_key (fixture, "<Control>d"));
  g_assert_false (labeling_press_key (fixture, "Tab"));
  g_assert_true (labeling_press_key (fixture, "<Control>space"));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (page), ==, image_at (fixture, 2));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LABELING_PAGE_ADD ("/labeling-keys/boxes", GW_TASK_BOXES, test_boxes);
  LABELING_PAGE_ADD ("/labeling-keys/held", GW_TASK_BOXES, test_held);
  LABELING_PAGE_ADD ("/labeling-keys/copies", GW_TASK_BOXES, test_copies);
  LABELING_PAGE_ADD ("/labeling-keys/box-without-pointer", GW_TASK_BOXES, test_box_without_pointer);
  LABELING_PAGE_ADD ("/labeling-keys/digits-of-a-place", GW_TASK_BOXES, test_digits_of_a_place);
  LABELING_PAGE_ADD ("/labeling-keys/wait-for-image", GW_TASK_BOXES, test_keys_wait_for_image);
  LABELING_PAGE_ADD ("/labeling-keys/other-keymaps", GW_TASK_BOXES, test_other_keymaps);
  LABELING_PAGE_ADD ("/labeling-keys/classes", GW_TASK_SINGLE_CLASS, test_classes);

  return g_test_run ();
}
