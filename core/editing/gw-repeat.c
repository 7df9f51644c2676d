/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-repeat.h"

struct _GwRepeat
{
  GObject parent_instance;

  const char *tool_name; /* constant, or NULL */
  gint64 object_id;      /* of what was drawn last */
  gint64 class_id;
};

G_DEFINE_FINAL_TYPE (GwRepeat, gw_repeat, G_TYPE_OBJECT)

enum
{
  PROP_TOOL_NAME = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
gw_repeat_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TOOL_NAME:
      g_value_set_static_string (value, GW_REPEAT (object)->tool_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_repeat_class_init (GwRepeatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_repeat_get_property;

  props[PROP_TOOL_NAME] = g_param_spec_string ("tool-name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gw_repeat_init (GwRepeat *self)
{
}

GwRepeat *
gw_repeat_new (void)
{
  return g_object_new (GW_TYPE_REPEAT, NULL);
}

void
gw_repeat_remember (GwRepeat *self, GwTool *tool, GwObject *object)
{
  const char *name;

  g_return_if_fail (GW_IS_REPEAT (self));
  g_return_if_fail (GW_IS_TOOL (tool));
  g_return_if_fail (GW_IS_OBJECT (object));

  name = gw_tool_get_name (tool);
  self->object_id = gw_object_get_id (object);
  self->class_id = gw_object_get_class_id (object);
  if (self->tool_name == name)
    return;
  self->tool_name = name;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOOL_NAME]);
}

static void
on_drawn_cb (GwTool *tool, GwObject *object, GwRepeat *self)
{
  gw_repeat_remember (self, tool, object);
}

void
gw_repeat_watch (GwRepeat *self, GwTool *tool)
{
  g_return_if_fail (GW_IS_REPEAT (self));
  g_return_if_fail (GW_IS_TOOL (tool));

  g_signal_connect_object (tool, "drawn", G_CALLBACK (on_drawn_cb), self, 0);
}

const char *
gw_repeat_get_tool_name (GwRepeat *self)
{
  g_return_val_if_fail (GW_IS_REPEAT (self), NULL);

  return self->tool_name;
}

gint64
gw_repeat_get_class (GwRepeat *self)
{
  g_return_val_if_fail (GW_IS_REPEAT (self), 0);

  return self->class_id;
}

void
gw_repeat_update (GwRepeat *self, GwDocument *document)
{
  GwObject *object;

  g_return_if_fail (GW_IS_REPEAT (self));
  g_return_if_fail (GW_IS_DOCUMENT (document));

  object = self->object_id != 0 ? gw_document_find (document, self->object_id) : NULL;
  if (object != NULL)
    self->class_id = gw_object_get_class_id (object);
}

const char *
gw_repeat_start (GwRepeat *self, GwDocument *document)
{
  g_return_val_if_fail (GW_IS_REPEAT (self), NULL);
  g_return_val_if_fail (GW_IS_DOCUMENT (document), NULL);

  if (self->tool_name == NULL)
    return NULL;
  gw_repeat_update (self, document);
  gw_document_select_none (document);
  gw_document_set_current_class (document, self->class_id);
  return self->tool_name;
}
