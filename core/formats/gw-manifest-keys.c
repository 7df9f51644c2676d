/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-keys.h"

#include <stdlib.h>
#include <string.h>

#include "gw-json-values.h"

#define SUFFIX "-metadata"
#define REF "-ref"
#define TYPE_PREFIX "groundtruth/"

static const struct
{
  const char *type;
  GwManifestKind kind;
} types[] = {
  { "groundtruth/image-classification", GW_MANIFEST_CLASS },
  { "groundtruth/image-classification-multilabel", GW_MANIFEST_CLASSES },
  { "groundtruth/label-verification", GW_MANIFEST_VERDICT },
  { "groundtruth/object-detection", GW_MANIFEST_BOXES },
  { "groundtruth/semantic-segmentation", GW_MANIFEST_MASKS },
};

/* In the bag of a head. */
static const char *const kind_names[] = { "", "single", "multi", "verdict", "boxes", "masks" };

/* --- attributes ---------------------------------------------------------------- */

static void
layer_free (gpointer data)
{
  GwManifestLayer *layer = data;

  g_free (layer->attribute);
  g_free (layer->type);
  g_free (layer);
}

void
gw_manifest_keys_init (GwManifestKeys *self, const char *chosen)
{
  const char *pair = chosen != NULL ? strchr (chosen, '=') : NULL;

  *self = (GwManifestKeys) { .chosen = pair != NULL ? g_strndup (chosen, (gsize) (pair - chosen)) : g_strdup (chosen),
                             .pair = pair != NULL ? g_strdup (pair + 1) : NULL };
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unpaired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->failed = g_ptr_array_new_with_free_func (layer_free);
}

void
gw_manifest_keys_clear (GwManifestKeys *self)
{
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->pair, g_free);
  g_clear_pointer (&self->classes, g_free);
  g_clear_pointer (&self->boxes, g_free);
  g_clear_pointer (&self->masks, g_free);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->unpaired, g_hash_table_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->failed, g_ptr_array_unref);
}

static GwJsonMembers *
open_member (const GwJsonMembers *line, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (line, key, &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

char *
gw_manifest_find_metadata (const GwJsonMembers *line, const char *attribute)
{
  g_autofree char *key = g_strconcat (attribute, SUFFIX, NULL);
  g_autofree char *stem = NULL;
  g_autofree char *shorter = NULL;

  if (gw_json_members_get (line, key, NULL) != NULL)
    return g_steal_pointer (&key);
  if (!g_str_has_suffix (attribute, REF))
    return NULL;
  stem = g_strndup (attribute, strlen (attribute) - strlen (REF));
  shorter = g_strconcat (stem, SUFFIX, NULL);

  return gw_json_members_get (line, stem, NULL) == NULL && gw_json_members_get (line, shorter, NULL) != NULL
             ? g_steal_pointer (&shorter)
             : NULL;
}

/* Files that have more are not made so many layers of. */
#define MOST_LAYERS 64

static void
note_layer (GPtrArray *layers, const char *attribute, const char *type, GwManifestKind kind)
{
  GwManifestLayer *layer;

  for (guint i = 0; i < layers->len; i++)
    if (strcmp (((const GwManifestLayer *) g_ptr_array_index (layers, i))->attribute, attribute) == 0)
      return;
  if (layers->len == MOST_LAYERS)
    return;
  layer = g_new0 (GwManifestLayer, 1);
  layer->attribute = g_strdup (attribute);
  layer->type = g_strdup (type);
  layer->kind = kind;
  g_ptr_array_add (layers, layer);
}

static gboolean
is_taken (const GwManifestKeys *self, const char *attribute)
{
  return g_strcmp0 (self->masks, attribute) == 0 || g_strcmp0 (self->classes, attribute) == 0
         || g_strcmp0 (self->boxes, attribute) == 0;
}

static GwManifestKind
find_kind (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i].type) == 0)
      return types[i].kind;
  return GW_MANIFEST_OTHER;
}

static void
take_attribute (GwManifestKeys *self, const char *attribute, const char *type, gboolean has_map)
{
  GwManifestKind kind = find_kind (type);
  gboolean wanted = self->chosen == NULL || strcmp (self->chosen, attribute) == 0;

  if (kind == GW_MANIFEST_VERDICT && self->chosen == NULL)
    wanted = FALSE;
  if (wanted && (kind == GW_MANIFEST_CLASS || kind == GW_MANIFEST_CLASSES || kind == GW_MANIFEST_VERDICT)
      && self->classes == NULL)
    {
      self->classes = g_strdup (attribute);
      self->kind = kind;
    }
  else if (wanted && kind == GW_MANIFEST_BOXES && self->boxes == NULL)
    self->boxes = g_strdup (attribute);
  else if (wanted && kind == GW_MANIFEST_MASKS && has_map && g_str_has_suffix (attribute, "-ref")
           && self->masks == NULL)
    {
      self->masks = g_strdup (attribute);
      g_hash_table_remove (self->others, attribute);
    }

  if (is_taken (self, attribute))
    return;
  if (!g_hash_table_contains (self->others, attribute))
    g_hash_table_insert (self->others, g_strdup (attribute), g_strdup (type));
  if (self->chosen == NULL && kind != GW_MANIFEST_OTHER
      && (kind != GW_MANIFEST_MASKS || (has_map && g_str_has_suffix (attribute, REF))))
    note_layer (self->layers, attribute, type, kind);
}

gboolean
gw_manifest_keys_have_masks (const GwManifestKeys *self)
{
  GHashTableIter iter;
  gpointer type;

  if (self->masks != NULL)
    return TRUE;
  for (guint i = 0; i < self->layers->len; i++)
    if (((const GwManifestLayer *) g_ptr_array_index (self->layers, i))->kind == GW_MANIFEST_MASKS)
      return TRUE;
  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, NULL, &type))
    if (find_kind (type) == GW_MANIFEST_MASKS)
      return TRUE;
  return FALSE;
}

void
gw_manifest_keys_take_layers (GwManifestKeys *self)
{
  self->has_layers = TRUE;
  for (guint i = 0; i < self->layers->len; i++)
    g_hash_table_remove (self->others, ((const GwManifestLayer *) g_ptr_array_index (self->layers, i))->attribute);
}

GwManifestKeys
gw_manifest_layer_get_keys (const GwManifestLayer *self)
{
  GwManifestKeys keys = { .kind = self->kind };

  if (self->kind == GW_MANIFEST_BOXES)
    keys.boxes = self->attribute;
  else if (self->kind == GW_MANIFEST_MASKS)
    keys.masks = self->attribute;
  else
    keys.classes = self->attribute;

  return keys;
}

/* The attribute that a key is the metadata of; NULL: the line has none. (transfer full) */
static char *
find_attribute (const GwJsonMembers *line, const char *key)
{
  g_autofree char *stem = g_strndup (key, strlen (key) - strlen (SUFFIX));
  g_autofree char *longer = g_strconcat (stem, REF, NULL);
  g_autofree char *own = g_strconcat (longer, SUFFIX, NULL);

  if (gw_json_members_get (line, stem, NULL) != NULL)
    return g_steal_pointer (&stem);
  return gw_json_members_get (line, longer, NULL) != NULL && gw_json_members_get (line, own, NULL) == NULL
             ? g_steal_pointer (&longer)
             : NULL;
}

char *
gw_manifest_keys_find_failed (const GwManifestKeys *self, const GwJsonMembers *line, const char *key, char **reason,
                              GwManifestKind *kind)
{
  g_autofree char *stem = g_str_has_suffix (key, SUFFIX) ? g_strndup (key, strlen (key) - strlen (SUFFIX)) : NULL;
  g_autofree char *attribute = stem != NULL ? find_attribute (line, key) : NULL;
  g_autoptr (GwJsonMembers) metadata = stem != NULL && attribute == NULL ? open_member (line, key) : NULL;
  g_autofree char *type = metadata != NULL ? gw_json_members_dup_string (metadata, "type") : NULL;
  g_autofree char *told = metadata != NULL ? gw_json_members_dup_string (metadata, "failure-reason") : NULL;
  const gboolean is_typed = type != NULL && g_str_has_prefix (type, TYPE_PREFIX);
  GwManifestKind found = is_typed ? find_kind (type) : GW_MANIFEST_OTHER;

  if (told == NULL)
    return NULL;
  /* As an old sample has its key. */
  attribute = found == GW_MANIFEST_MASKS && !g_str_has_suffix (stem, REF) ? g_strconcat (stem, REF, NULL)
                                                                          : g_strdup (stem);
  if ((!is_typed && !is_taken (self, attribute)) || (self->chosen != NULL && strcmp (self->chosen, attribute) != 0))
    return NULL;
  if (reason != NULL)
    *reason = g_steal_pointer (&told);
  if (kind != NULL)
    *kind = found;

  return g_steal_pointer (&attribute);
}

void
gw_manifest_keys_take_failed (GwManifestKeys *self)
{
  if (self->classes != NULL || self->boxes != NULL || self->masks != NULL)
    return;
  for (guint i = 0; i < self->failed->len; i++)
    {
      const GwManifestLayer *one = g_ptr_array_index (self->failed, i);
      char **slot = one->kind == GW_MANIFEST_BOXES   ? &self->boxes
                    : one->kind == GW_MANIFEST_MASKS ? &self->masks
                                                     : &self->classes;

      if (*slot != NULL || one->kind == GW_MANIFEST_OTHER || (one->kind == GW_MANIFEST_VERDICT && self->chosen == NULL))
        continue;
      *slot = g_strdup (one->attribute);
      if (slot == &self->classes)
        self->kind = one->kind;
    }
}

/* Files that have more such keys are not told of all. */
#define MOST_UNPAIRED 100

/* Metadata of a label that its line does not have, unless it says why there is none. */
static void
note_unpaired (GwManifestKeys *self, const GwJsonMembers *line, const char *key)
{
  g_autoptr (GwJsonMembers) metadata = open_member (line, key);
  g_autofree char *type = metadata != NULL ? gw_json_members_dup_string (metadata, "type") : NULL;
  GwManifestKind kind;
  g_autofree char *failed = gw_manifest_keys_find_failed (self, line, key, NULL, &kind);

  if (failed != NULL)
    note_layer (self->failed, failed, type, kind);
  if (type != NULL && g_str_has_prefix (type, TYPE_PREFIX) && g_strcmp0 (self->pair, key) != 0
      && gw_json_members_get (metadata, "failure-reason", NULL) == NULL
      && g_hash_table_size (self->unpaired) < MOST_UNPAIRED)
    g_hash_table_add (self->unpaired, g_strdup (key));
}

void
gw_manifest_keys_pair (const GwManifestKeys *self, GwJsonMembers *line)
{
  g_autofree char *key = self->pair != NULL ? g_strconcat (self->chosen, SUFFIX, NULL) : NULL;
  g_autofree char *raw = self->pair != NULL ? gw_json_members_dup (line, self->pair) : NULL;

  if (raw != NULL && gw_json_members_get (line, self->chosen, NULL) != NULL
      && gw_json_members_get (line, key, NULL) == NULL)
    gw_json_members_set (line, key, raw, -1);
}

void
gw_manifest_keys_add (GwManifestKeys *self, const GwJsonMembers *line)
{
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      const char *key = gw_json_members_get_at (line, i, NULL, NULL);
      g_autofree char *attribute = NULL;
      g_autoptr (GwJsonMembers) metadata = NULL;
      g_autofree char *type = NULL;

      /* A key of a person's own may end so too: it is metadata only if it has
       * a type of Ground Truth and its stem stands in the same line.
       */
      if (!g_str_has_suffix (key, SUFFIX))
        continue;
      attribute = find_attribute (line, key);
      if (attribute == NULL)
        {
          note_unpaired (self, line, key);
          continue;
        }
      metadata = open_member (line, key);
      type = metadata != NULL ? gw_json_members_dup_string (metadata, "type") : NULL;
      if (type != NULL && g_str_has_prefix (type, TYPE_PREFIX))
        take_attribute (self, attribute, type, gw_json_members_get (metadata, "internal-color-map", NULL) != NULL);
    }
}

static void
put_layers (const GwManifestKeys *self, GwJsonMembers *bag)
{
  g_autoptr (GwJsonMembers) layers = gw_json_members_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; self->has_layers && i < self->layers->len; i++)
    {
      const GwManifestLayer *layer = g_ptr_array_index (self->layers, i);

      gw_json_members_set_string (layers, layer->attribute, kind_names[layer->kind]);
    }
  if (gw_json_members_get_n (layers) == 0)
    return;
  text = gw_json_members_to_text (layers);
  gw_json_members_set (bag, "layers", text, -1);
}

static GwManifestKind
find_kind_name (const char *name)
{
  for (guint i = GW_MANIFEST_CLASS; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      return (GwManifestKind) i;
  return GW_MANIFEST_OTHER;
}

static void
take_layers_from (GwManifestKeys *self, const GwJsonMembers *bag)
{
  g_autoptr (GwJsonMembers) layers = open_member (bag, "layers");

  for (guint i = 0; layers != NULL && i < gw_json_members_get_n (layers); i++)
    {
      const char *attribute = gw_json_members_get_at (layers, i, NULL, NULL);
      g_autofree char *name = gw_json_members_dup_string (layers, attribute);
      GwManifestKind kind = find_kind_name (name);

      if (kind != GW_MANIFEST_OTHER && (kind == GW_MANIFEST_MASKS) == g_str_has_suffix (attribute, REF))
        note_layer (self->layers, attribute, name, kind);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The labels that only manifests keep, by name, for those who write others. */
static void
put_others (const GwManifestKeys *self, GwJsonMembers *bag)
{
  g_autoptr (GwJsonMembers) others = gw_json_members_new ();
  g_autofree gpointer *names = NULL;
  g_autofree char *text = NULL;
  guint n;

  names = g_hash_table_get_keys_as_array (self->others, &n);
  if (n == 0)
    return;
  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    gw_json_members_set_string (others, names[i], g_hash_table_lookup (self->others, names[i]));
  text = gw_json_members_to_text (others);
  gw_json_members_set (bag, GW_MANIFEST_OTHERS, text, -1);
}

void
gw_manifest_keys_to_head (const GwManifestKeys *self, GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  char *text;

  if (self->classes != NULL)
    {
      gw_json_members_set_string (bag, "classes", self->classes);
      gw_json_members_set_string (bag, "kind", kind_names[self->kind]);
    }
  if (self->boxes != NULL)
    gw_json_members_set_string (bag, "boxes", self->boxes);
  if (self->masks != NULL)
    gw_json_members_set_string (bag, "masks", self->masks);
  put_layers (self, bag);
  put_others (self, bag);
  text = gw_json_members_put_bag (bag, head->bag, "sagemaker");
  g_free (head->bag);
  head->bag = text;

  head->has_task = self->boxes != NULL || self->classes != NULL || self->masks != NULL;
  head->task = self->masks != NULL                 ? GW_TASK_MASKS
               : self->boxes != NULL               ? GW_TASK_BOXES
               : self->kind == GW_MANIFEST_CLASSES ? GW_TASK_MULTI_CLASS
                                                   : GW_TASK_SINGLE_CLASS;
}

void
gw_manifest_keys_from_head (GwManifestKeys *self, const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, "sagemaker");
  g_autofree char *kind = gw_json_members_dup_string (bag, "kind");

  self->classes = gw_json_members_dup_string (bag, "classes");
  self->boxes = gw_json_members_dup_string (bag, "boxes");
  self->masks = gw_json_members_dup_string (bag, "masks");
  if (self->masks != NULL && !g_str_has_suffix (self->masks, "-ref"))
    g_clear_pointer (&self->masks, g_free);
  self->kind = find_kind_name (kind);
  if (self->kind == GW_MANIFEST_OTHER || self->kind > GW_MANIFEST_VERDICT)
    self->kind = GW_MANIFEST_CLASS;
  take_layers_from (self, bag);
}

gboolean
gw_manifest_keys_turn (GwManifestKeys *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->layers->len; i++)
    {
      const GwManifestLayer *layer = g_ptr_array_index (self->layers, i);
      GwManifestKeys keys;

      if (strcmp (layer->attribute, name) != 0)
        continue;
      keys = gw_manifest_layer_get_keys (layer);
      g_clear_pointer (&self->classes, g_free);
      g_clear_pointer (&self->boxes, g_free);
      g_clear_pointer (&self->masks, g_free);
      self->classes = g_strdup (keys.classes);
      self->boxes = g_strdup (keys.boxes);
      self->masks = g_strdup (keys.masks);
      if (keys.classes != NULL)
        self->kind = keys.kind;
      return TRUE;
    }
  return FALSE;
}

gboolean
gw_manifest_is_free_key (const char *key)
{
  return *key != '\0' && strcmp (key, "source-ref") != 0 && strcmp (key, "source") != 0
         && !g_str_has_suffix (key, SUFFIX);
}

gboolean
gw_manifest_is_own_key (const GwJsonMembers *line, const char *key)
{
  g_autofree char *metadata = NULL;

  if (!gw_manifest_is_free_key (key))
    return FALSE;
  metadata = gw_manifest_find_metadata (line, key);
  return metadata == NULL;
}
