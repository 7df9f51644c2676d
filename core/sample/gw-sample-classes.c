/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-classes.h"

#include "gw-palette.h"

/* Choices are parted by bars. */
typedef struct
{
  const char *name;
  const char *choices;
} Choice;

typedef struct
{
  const char *name;
  const char *hotkey;
  guint color; /* index of the palette */
  Choice attributes[2];
} Entry;

/* Digits are the keys that every labeling view leaves to classes. */
static const Entry entries[] = {
  { "Car",
    "1",
    0,
    { { "Color", "White|Gray|Black|Red|Blue|Green|Yellow|Orange|Brown" },
      { "Body", "Sedan|Hatchback|Wagon|Coupe|Off-Roader|Van|Small Car" } } },
  { "Pedestrian", "2", 1, { { "Age", "Adult|Child" }, { "Walking", "Yes|No" } } },
  { "Cyclist", "3", 2, { { "Riding", "Yes|No" }, { "Helmet", "Yes|No" } } },
  { "Traffic Light", "4", 3, { { "State", "Red|Yellow|Green|Off" } } },
  { "Truck", "5", 4, { { "Load", "Box|Tarpaulin|Tank" } } },
  { "Bus", "6", 5, { { NULL, NULL } } },
  { "Motorcycle", "7", 6, { { NULL, NULL } } },
  { "Traffic Sign", "8", 8, { { "Kind", "Stop|Yield|No Entry|No Parking|Crossing|Direction|Warning" } } },
  { "White Cell", "9", 7, { { "Kind", "Neutrophil|Lymphocyte|Monocyte|Eosinophil|Basophil" } } },
  { "Nucleus", NULL, 17, { { NULL, NULL } } },
  { "Red Cell", NULL, 21, { { "Form", "Round|Oval|Teardrop|Sickle" } } },
  { "Platelet", NULL, 10, { { NULL, NULL } } },
  { "Apple, Red", NULL, 12, { { NULL, NULL } } },
  { "Apple, Green", NULL, 11, { { NULL, NULL } } },
  { "Orange", NULL, 20, { { NULL, NULL } } },
  { "Pear", NULL, 19, { { NULL, NULL } } },
  { "Lemon", NULL, 13, { { NULL, NULL } } },
  { "Banana", NULL, 16, { { NULL, NULL } } },
};

static void
add_attributes (GwClass *class_, const Entry *entry)
{
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);

  for (guint i = 0; i < G_N_ELEMENTS (entry->attributes) && entry->attributes[i].name != NULL; i++)
    {
      GwAttribute *attribute = gw_attribute_new (entry->attributes[i].name, GW_ATTRIBUTE_CHOICE);

      attribute->choices = g_strsplit (entry->attributes[i].choices, "|", -1);
      g_ptr_array_add (attributes, attribute);
    }
  gw_class_set_attributes (class_, attributes);
}

GPtrArray *
gw_sample_classes_new (void)
{
  GPtrArray *classes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GwClass *class_ = gw_class_new (entries[i].name, gw_palette_get (entries[i].color));

      gw_class_set_position (class_, (int) i);
      gw_class_set_hotkey (class_, entries[i].hotkey);
      add_attributes (class_, &entries[i]);
      g_ptr_array_add (classes, class_);
    }
  return classes;
}
