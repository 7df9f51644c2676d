/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-settings.h"

#define KEY "tool-options"

static gboolean
is_kept (const GParamSpec *pspec)
{
  return g_strcmp0 (pspec->name, "hint-object") != 0;
}

static GVariant *
to_variant (GwToolOptions *options, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GEnumValue *enum_value;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (options), pspec->name, &value);
  if (G_VALUE_HOLDS_DOUBLE (&value))
    return g_variant_new_double (g_value_get_double (&value));
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    return g_variant_new_boolean (g_value_get_boolean (&value));

  enum_value = g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (&value));
  return g_variant_new_string (enum_value->value_nick);
}

/* What was kept by another version and has another form is as at first. */
static void
take_variant (GwToolOptions *options, GParamSpec *pspec, GVariant *variant)
{
  if (G_IS_PARAM_SPEC_DOUBLE (pspec) && g_variant_is_of_type (variant, G_VARIANT_TYPE_DOUBLE))
    gw_tool_options_set_number (options, pspec->name, g_variant_get_double (variant));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec) && g_variant_is_of_type (variant, G_VARIANT_TYPE_BOOLEAN))
    gw_tool_options_set_flag (options, pspec->name, g_variant_get_boolean (variant));
  else if (G_IS_PARAM_SPEC_ENUM (pspec) && g_variant_is_of_type (variant, G_VARIANT_TYPE_STRING))
    {
      GEnumValue *value = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class,
                                                    g_variant_get_string (variant, NULL));

      if (value != NULL)
        g_object_set (options, pspec->name, value->value, NULL);
    }
}

static void
on_notify_cb (GwToolOptions *options, GParamSpec *changed, GSettings *settings)
{
  g_autofree GParamSpec **pspecs = NULL;
  GVariantBuilder builder;
  guint n;

  if (!is_kept (changed))
    return;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (options), &n);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < n; i++)
    if (is_kept (pspecs[i]))
      g_variant_builder_add (&builder, "{sv}", pspecs[i]->name, to_variant (options, pspecs[i]));
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

GwToolOptions *
gw_tool_settings_open (GSettings *settings)
{
  GwToolOptions *options = gw_tool_options_new ();
  g_autoptr (GVariant) kept = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_return_val_if_fail (G_IS_SETTINGS (settings), options);

  kept = g_settings_get_value (settings, KEY);
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (options), name);

      if (pspec != NULL && is_kept (pspec))
        take_variant (options, pspec, value);
    }
  g_signal_connect_object (options, "notify", G_CALLBACK (on_notify_cb), settings, 0);
  return options;
}
