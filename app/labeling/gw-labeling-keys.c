/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-keys.h"

#define BOXES GW_LABELING_BOXES
#define CLASSES GW_LABELING_CLASSES
#define BOTH GW_LABELING_BOTH

static const GwLabelingKey keys[] = {
  /* from image to image */
  { "<Control>Return <Control>KP_Enter", "labeling.submit", NULL, BOTH, GW_KEY_ALWAYS },
  { "<Control>space", "labeling.skip", NULL, BOTH, GW_KEY_ALWAYS },
  { "<Alt>f", "labeling.flag", NULL, BOTH, GW_KEY_ALWAYS },
  { "f <Control>Right <Control>KP_Right", "labeling.next", NULL, BOTH, GW_KEY_PAGE },
  { "d <Control>Left <Control>KP_Left", "labeling.previous", NULL, BOTH, GW_KEY_PAGE },
  { "<Shift>f", "labeling.next-unlabeled", NULL, BOTH, GW_KEY_PAGE },
  { "<Shift>d", "labeling.previous-unlabeled", NULL, BOTH, GW_KEY_PAGE },
  { "<Control>g", "labeling.go-to", NULL, BOTH, GW_KEY_ALWAYS },
  { "<Control>Home", "labeling.first", NULL, BOTH, GW_KEY_PAGE },
  { "<Control>End", "labeling.last", NULL, BOTH, GW_KEY_PAGE },
  { "<Alt>Left", "win.back", NULL, BOTH, GW_KEY_WINDOW },

  /* tools */
  { "v", "labeling.tool", "'select'", BOXES, GW_KEY_PAGE },
  { "b", "labeling.tool", "'box'", BOXES, GW_KEY_PAGE },
  { "n", "labeling.draw-again", NULL, BOXES, GW_KEY_PAGE },
  { "space", NULL, NULL, BOTH, GW_KEY_HELD },

  /* labels */
  { "1 KP_1", "labeling.choose-number", "uint32 1", BOTH, GW_KEY_PAGE },
  { "2 KP_2", "labeling.choose-number", "uint32 2", BOTH, GW_KEY_PAGE },
  { "3 KP_3", "labeling.choose-number", "uint32 3", BOTH, GW_KEY_PAGE },
  { "4 KP_4", "labeling.choose-number", "uint32 4", BOTH, GW_KEY_PAGE },
  { "5 KP_5", "labeling.choose-number", "uint32 5", BOTH, GW_KEY_PAGE },
  { "6 KP_6", "labeling.choose-number", "uint32 6", BOTH, GW_KEY_PAGE },
  { "7 KP_7", "labeling.choose-number", "uint32 7", BOTH, GW_KEY_PAGE },
  { "8 KP_8", "labeling.choose-number", "uint32 8", BOTH, GW_KEY_PAGE },
  { "9 KP_9", "labeling.choose-number", "uint32 9", BOTH, GW_KEY_PAGE },
  { "<Control>1", "labeling.relabel-number", "uint32 1", BOXES, GW_KEY_PAGE },
  { "<Control>2", "labeling.relabel-number", "uint32 2", BOXES, GW_KEY_PAGE },
  { "<Control>3", "labeling.relabel-number", "uint32 3", BOXES, GW_KEY_PAGE },
  { "<Control>4", "labeling.relabel-number", "uint32 4", BOXES, GW_KEY_PAGE },
  { "<Control>5", "labeling.relabel-number", "uint32 5", BOXES, GW_KEY_PAGE },
  { "<Control>6", "labeling.relabel-number", "uint32 6", BOXES, GW_KEY_PAGE },
  { "<Control>7", "labeling.relabel-number", "uint32 7", BOXES, GW_KEY_PAGE },
  { "<Control>8", "labeling.relabel-number", "uint32 8", BOXES, GW_KEY_PAGE },
  { "<Control>9", "labeling.relabel-number", "uint32 9", BOXES, GW_KEY_PAGE },
  { "slash KP_Divide", "labeling.find-label", NULL, BOTH, GW_KEY_PAGE },
  { "BackSpace", "labeling.clear", NULL, CLASSES, GW_KEY_PAGE },

  /* attributes */
  { "q", "labeling.toggle-attribute", "uint32 1", BOTH, GW_KEY_PAGE },
  { "w", "labeling.toggle-attribute", "uint32 2", CLASSES, GW_KEY_PAGE },
  { "e", "labeling.toggle-attribute", "uint32 3", CLASSES, GW_KEY_PAGE },
  { "r", "labeling.toggle-attribute", "uint32 4", CLASSES, GW_KEY_PAGE },
  { "t", "labeling.toggle-attribute", "uint32 5", CLASSES, GW_KEY_PAGE },
  { "a", "labeling.next-attribute", NULL, BOTH, GW_KEY_PAGE },

  /* objects */
  { "Tab", "canvas.next-object", NULL, BOXES, GW_KEY_CANVAS },
  { "<Shift>Tab", "canvas.previous-object", NULL, BOXES, GW_KEY_CANVAS },
  { "<Control>Tab", "canvas.leave", NULL, BOTH, GW_KEY_CANVAS },
  { "<Control><Shift>Tab", "canvas.leave-back", NULL, BOTH, GW_KEY_CANVAS },
  { "Left KP_Left", "canvas.move-left", NULL, BOXES, GW_KEY_CANVAS },
  { "Right KP_Right", "canvas.move-right", NULL, BOXES, GW_KEY_CANVAS },
  { "Up KP_Up", "canvas.move-up", NULL, BOXES, GW_KEY_CANVAS },
  { "Down KP_Down", "canvas.move-down", NULL, BOXES, GW_KEY_CANVAS },
  { "<Shift>Left", "canvas.move-left-10", NULL, BOXES, GW_KEY_CANVAS },
  { "<Shift>Right", "canvas.move-right-10", NULL, BOXES, GW_KEY_CANVAS },
  { "<Shift>Up", "canvas.move-up-10", NULL, BOXES, GW_KEY_CANVAS },
  { "<Shift>Down", "canvas.move-down-10", NULL, BOXES, GW_KEY_CANVAS },
  { "<Control><Shift>Left", "canvas.narrower", NULL, BOXES, GW_KEY_CANVAS },
  { "<Control><Shift>Right", "canvas.wider", NULL, BOXES, GW_KEY_CANVAS },
  { "<Control><Shift>Up", "canvas.shorter", NULL, BOXES, GW_KEY_CANVAS },
  { "<Control><Shift>Down", "canvas.taller", NULL, BOXES, GW_KEY_CANVAS },
  { "Return KP_Enter", "canvas.set-point", NULL, BOXES, GW_KEY_CANVAS },
  { "BackSpace", "canvas.remove-point", NULL, BOXES, GW_KEY_CANVAS },
  { "Escape", "canvas.cancel", NULL, BOTH, GW_KEY_CANVAS },
  { "Escape", "labeling.to-canvas", NULL, BOTH, GW_KEY_ALWAYS },
  { "<Control>a", "canvas.select-all", NULL, BOXES, GW_KEY_PAGE },
  { "<Control><Shift>a", "canvas.select-none", NULL, BOXES, GW_KEY_PAGE },
  { "Delete KP_Delete", "canvas.delete", NULL, BOXES, GW_KEY_PAGE },
  { "h", "canvas.hide", NULL, BOXES, GW_KEY_PAGE },
  { "l", "canvas.lock", NULL, BOXES, GW_KEY_PAGE },
  { "<Shift>h", "canvas.hide-all", NULL, BOXES, GW_KEY_PAGE },
  { "<Shift>l", "canvas.lock-all", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>bracketright", "canvas.raise", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>bracketleft", "canvas.lower", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>c", "canvas.copy", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>x", "canvas.cut", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>v", "canvas.paste", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>d", "canvas.duplicate", NULL, BOXES, GW_KEY_PAGE },
  { "<Control><Shift>v", "labeling.paste-previous", NULL, BOXES, GW_KEY_PAGE },
  { "<Control>b", "labeling.copy-forward", NULL, BOXES, GW_KEY_PAGE },

  /* view */
  { "z", NULL, NULL, BOTH, GW_KEY_HELD },
  { "comma", "canvas.opacity-down", NULL, BOXES, GW_KEY_PAGE },
  { "period", "canvas.opacity-up", NULL, BOXES, GW_KEY_PAGE },
  { "<Shift>o", "canvas.outline-only", NULL, BOXES, GW_KEY_PAGE },
  { "plus equal <Control>plus <Control>equal KP_Add <Control>KP_Add", "canvas.zoom-in", NULL, BOTH, GW_KEY_PAGE },
  { "minus <Control>minus KP_Subtract <Control>KP_Subtract", "canvas.zoom-out", NULL, BOTH, GW_KEY_PAGE },
  { "0 KP_0", "canvas.fit", NULL, BOTH, GW_KEY_PAGE },
  { "<Control>0 <Control>KP_0", "canvas.zoom-100", NULL, BOTH, GW_KEY_PAGE },
  { "<Shift>0 <Shift>parenright", "canvas.zoom-selection", NULL, BOXES, GW_KEY_PAGE },
  { "<Shift>g", "canvas.pixel-grid", NULL, BOTH, GW_KEY_PAGE },
  { "<Shift>b", "labeling.adjust", "'brightness'", BOTH, GW_KEY_PAGE },
  { "<Shift>c", "labeling.adjust", "'contrast'", BOTH, GW_KEY_PAGE },
  { "<Shift>x", "canvas.reset-adjustments", NULL, BOTH, GW_KEY_PAGE },
  { "F11", "labeling.zen", NULL, BOTH, GW_KEY_ALWAYS },
  { "F9", "labeling.show-pane", NULL, BOTH, GW_KEY_ALWAYS },
  { "F6", "labeling.next-pane", NULL, BOTH, GW_KEY_ALWAYS },
  { "<Shift>F6", "labeling.previous-pane", NULL, BOTH, GW_KEY_ALWAYS },

  /* history */
  { "<Control>z", "win.undo", NULL, BOTH, GW_KEY_WINDOW },
  { "<Control><Shift>z <Control>y", "win.redo", NULL, BOTH, GW_KEY_WINDOW },
};

const GwLabelingKey *
gw_labeling_keys_list (gsize *n_keys)
{
  if (n_keys != NULL)
    *n_keys = G_N_ELEMENTS (keys);

  return keys;
}

typedef struct
{
  const GwLabelingKey *key;
  GwLabelingKeyFunc func;
  gpointer data;
} Call;

static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  Call *call = user_data;

  return call->func (widget, call->key, call->data);
}

static void
add_key (GtkShortcutController *controller, const char *trigger, const Call *call)
{
  GtkShortcutTrigger *parsed = gtk_shortcut_trigger_parse_string (trigger);

  if (parsed == NULL)
    {
      g_warning ("“%s” is not a key that %s can have.", trigger, call->key->action);
      return;
    }

  gtk_shortcut_controller_add_shortcut (
      controller,
      gtk_shortcut_new (parsed, gtk_callback_action_new (on_shortcut_cb, g_memdup2 (call, sizeof *call), g_free)));
}

GtkEventController *
gw_labeling_keys_make_controller (GwLabelingVariants variant, GwLabelingKeyFunc func, gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_val_if_fail (func != NULL, controller);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (GStrv) triggers = NULL;
      Call call = { &keys[i], func, data };

      if ((keys[i].variants & variant) == 0 || (keys[i].place != GW_KEY_PAGE && keys[i].place != GW_KEY_ALWAYS))
        continue;

      triggers = g_strsplit (keys[i].keys, " ", -1);
      for (guint k = 0; triggers[k] != NULL; k++)
        add_key (GTK_SHORTCUT_CONTROLLER (controller), triggers[k], &call);
    }

  return controller;
}
