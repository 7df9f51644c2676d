/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool-options.h"

#include <math.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (GwBrushTip, gw_brush_tip, G_DEFINE_ENUM_VALUE (GW_BRUSH_TIP_ROUND, "round"),
                    G_DEFINE_ENUM_VALUE (GW_BRUSH_TIP_SQUARE, "square"))
G_DEFINE_ENUM_TYPE (GwPaintMode, gw_paint_mode, G_DEFINE_ENUM_VALUE (GW_PAINT_OVER, "over"),
                    G_DEFINE_ENUM_VALUE (GW_PAINT_PROTECT, "protect"), G_DEFINE_ENUM_VALUE (GW_PAINT_CUT, "cut"))

/* In the order of their properties: numbers, flags, then the two of a few values. */
static const struct
{
  const char *name;
  double minimum;
  double maximum;
  double initial;
} numbers[] = {
  { "brush-size", 1, 500, 24 },      { "tolerance", 0, 255, 24 },  { "hint-size", 1, 200, 16 },
  { "edge-sensitivity", 0, 1, 0.5 }, { "patch-size", 4, 256, 24 }, { "compactness", 1, 40, 10 },
  { "snap-distance", 2, 40, 8 },     { "simplify", 0, 20, 1 },     { "box-width", 1, 65535, 64 },
  { "box-height", 1, 65535, 64 },
};

static const struct
{
  const char *name;
  gboolean initial;
} flags[] = {
  { "smooth", FALSE },     { "semantic", FALSE }, { "contiguous", TRUE }, { "corners", FALSE },
  { "hint-object", TRUE }, { "snap", TRUE },      { "align", FALSE },     { "fixed-size", FALSE },
};

#define FIRST_NUMBER 1
#define FIRST_FLAG (FIRST_NUMBER + G_N_ELEMENTS (numbers))
#define PROP_BRUSH_TIP (FIRST_FLAG + G_N_ELEMENTS (flags))
#define PROP_PAINT_MODE (PROP_BRUSH_TIP + 1)
#define N_PROPS (PROP_PAINT_MODE + 1)

static GParamSpec *props[N_PROPS];

struct _GwToolOptions
{
  GObject parent_instance;

  double numbers[G_N_ELEMENTS (numbers)];
  gboolean flags[G_N_ELEMENTS (flags)];
  GwBrushTip tip;
  GwPaintMode mode;
};

G_DEFINE_FINAL_TYPE (GwToolOptions, gw_tool_options, G_TYPE_OBJECT)

static int
find_number (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (numbers[i].name, name) == 0)
      return (int) i;
  return -1;
}

static int
find_flag (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (flags[i].name, name) == 0)
      return (int) i;
  return -1;
}

static void
set_number (GwToolOptions *self, guint i, double value)
{
  value = isnan (value) ? numbers[i].initial : CLAMP (value, numbers[i].minimum, numbers[i].maximum);
  if (self->numbers[i] == value)
    return;

  self->numbers[i] = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[FIRST_NUMBER + i]);
}

static void
set_flag (GwToolOptions *self, guint i, gboolean value)
{
  value = value != FALSE;
  if (self->flags[i] == value)
    return;

  self->flags[i] = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[FIRST_FLAG + i]);
}

static void
gw_tool_options_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GwToolOptions *self = GW_TOOL_OPTIONS (object);

  if (property_id == PROP_BRUSH_TIP)
    g_value_set_enum (value, self->tip);
  else if (property_id == PROP_PAINT_MODE)
    g_value_set_enum (value, self->mode);
  else if (property_id >= FIRST_FLAG)
    g_value_set_boolean (value, self->flags[property_id - FIRST_FLAG]);
  else
    g_value_set_double (value, self->numbers[property_id - FIRST_NUMBER]);
}

static void
gw_tool_options_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GwToolOptions *self = GW_TOOL_OPTIONS (object);

  if (property_id >= PROP_BRUSH_TIP)
    {
      /* Both are of the size of an int. */
      int *field = property_id == PROP_BRUSH_TIP ? (int *) &self->tip : (int *) &self->mode;

      if (*field == g_value_get_enum (value))
        return;
      *field = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
    }
  else if (property_id >= FIRST_FLAG)
    set_flag (self, property_id - FIRST_FLAG, g_value_get_boolean (value));
  else
    set_number (self, property_id - FIRST_NUMBER, g_value_get_double (value));
}

static void
gw_tool_options_class_init (GwToolOptionsClass *klass)
{
  const GParamFlags how = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_tool_options_get_property;
  object_class->set_property = gw_tool_options_set_property;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    props[FIRST_NUMBER + i] = g_param_spec_double (numbers[i].name, NULL, NULL, numbers[i].minimum, numbers[i].maximum,
                                                   numbers[i].initial, how);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    props[FIRST_FLAG + i] = g_param_spec_boolean (flags[i].name, NULL, NULL, flags[i].initial, how);
  props[PROP_BRUSH_TIP] = g_param_spec_enum ("brush-tip", NULL, NULL, GW_TYPE_BRUSH_TIP, GW_BRUSH_TIP_ROUND, how);
  props[PROP_PAINT_MODE] = g_param_spec_enum ("paint-mode", NULL, NULL, GW_TYPE_PAINT_MODE, GW_PAINT_OVER, how);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gw_tool_options_init (GwToolOptions *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->numbers[i] = numbers[i].initial;
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    self->flags[i] = flags[i].initial;
}

GwToolOptions *
gw_tool_options_new (void)
{
  return g_object_new (GW_TYPE_TOOL_OPTIONS, NULL);
}

double
gw_tool_options_get_number (GwToolOptions *self, const char *property)
{
  int i = find_number (property);

  g_return_val_if_fail (GW_IS_TOOL_OPTIONS (self), 0.0);
  g_return_val_if_fail (i >= 0, 0.0);

  return self->numbers[i];
}

void
gw_tool_options_set_number (GwToolOptions *self, const char *property, double value)
{
  int i = find_number (property);

  g_return_if_fail (GW_IS_TOOL_OPTIONS (self));
  g_return_if_fail (i >= 0);

  set_number (self, (guint) i, value);
}

gboolean
gw_tool_options_get_flag (GwToolOptions *self, const char *property)
{
  int i = find_flag (property);

  g_return_val_if_fail (GW_IS_TOOL_OPTIONS (self), FALSE);
  g_return_val_if_fail (i >= 0, FALSE);

  return self->flags[i];
}

void
gw_tool_options_set_flag (GwToolOptions *self, const char *property, gboolean value)
{
  int i = find_flag (property);

  g_return_if_fail (GW_IS_TOOL_OPTIONS (self));
  g_return_if_fail (i >= 0);

  set_flag (self, (guint) i, value);
}

GwBrushTip
gw_tool_options_get_brush_tip (GwToolOptions *self)
{
  g_return_val_if_fail (GW_IS_TOOL_OPTIONS (self), GW_BRUSH_TIP_ROUND);

  return self->tip;
}

GwPaintMode
gw_tool_options_get_paint_mode (GwToolOptions *self)
{
  g_return_val_if_fail (GW_IS_TOOL_OPTIONS (self), GW_PAINT_OVER);

  return self->mode;
}

void
gw_tool_options_step (GwToolOptions *self, const char *property, int steps)
{
  int i = find_number (property);

  g_return_if_fail (GW_IS_TOOL_OPTIONS (self));
  g_return_if_fail (i >= 0);

  for (; steps != 0; steps += steps > 0 ? -1 : 1)
    set_number (self, (guint) i,
                self->numbers[i] + (steps > 0 ? 1.0 : -1.0) * MAX (1.0, round (self->numbers[i] / 10.0)));
}
