/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-encode.h"
#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-record-io.h"

/* --- a reader of RecordIO, by the description of the format alone ---------------------- */

static guint32
get_word (const guint8 *data)
{
  return (guint32) data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

/* The payload of the record at offset, its parts joined; moves offset behind it. */
static GByteArray *
read_payload (const guint8 *data, gsize size, gsize *offset)
{
  static const guint8 magic[] = { 0x0a, 0x23, 0xd7, 0xce };
  GByteArray *payload = g_byte_array_new ();
  guint flag, expected = 0;

  do
    {
      gsize length;

      g_assert_cmpuint (*offset + 8, <=, size);
      g_assert_cmpmem (data + *offset, 4, magic, 4);
      flag = get_word (data + *offset + 4) >> 29;
      length = get_word (data + *offset + 4) & 0x1fffffff;
      *offset += 8;
      g_assert_cmpuint (*offset + length, <=, size);
      /* 0; or 1, any number of 2, 3. */
      if (expected == 0)
        g_assert_true (flag == 0 || flag == 1);
      else
        {
          g_assert_true (flag == 2 || flag == 3);
          g_byte_array_append (payload, magic, 4);
        }
      g_byte_array_append (payload, data + *offset, (guint) length);
      *offset += length;
      if (flag == 1 || flag == 2)
        g_assert_cmpuint (length % 4, ==, 0);
      expected = 2;
    }
  while (flag == 1 || flag == 2);

  while (payload->len % 4 != 0 && *offset % 4 != 0)
    {
      g_assert_cmpuint (*offset, <, size);
      g_assert_cmpuint (data[*offset], ==, 0);
      (*offset)++;
    }
  return payload;
}

typedef struct
{
  guint flag;
  float label;
  guint64 id;
  guint64 id2;
  float extra[8];
  const guint8 *image;
  gsize n_image;
} Item;

static float
get_float (const guint8 *data)
{
  guint32 bits = get_word (data);
  float value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static Item
read_item (const GByteArray *payload)
{
  Item item = { 0 };

  g_assert_cmpuint (payload->len, >=, 24);
  item.flag = get_word (payload->data);
  item.label = get_float (payload->data + 4);
  item.id = get_word (payload->data + 8) | (guint64) get_word (payload->data + 12) << 32;
  item.id2 = get_word (payload->data + 16) | (guint64) get_word (payload->data + 20) << 32;
  g_assert_cmpuint (item.flag, <=, 8);
  for (guint i = 0; i < item.flag; i++)
    item.extra[i] = get_float (payload->data + 24 + 4 * (gsize) i);
  item.image = payload->data + 24 + 4 * (gsize) item.flag;
  item.n_image = payload->len - 24 - 4 * (gsize) item.flag;

  return item;
}

static GBytes *
load (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static void
assert_file (Fixture *self, const char *name, const char *wanted)
{
  g_autofree char *text = fixture_load (self, name);

  g_assert_cmpstr (text, ==, wanted);
}

static void
put_bytes (Fixture *self, const char *name, const guint8 *data, gsize size)
{
  g_autofree char *path = fixture_path (self, name);

  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
}

/* --- one record -------------------------------------------------------------------------- */

/* Writes a record of a head and a file of these bytes, and reads it back. */
static GByteArray *
pass_through (Fixture *self, const guint8 *head, gsize n_head, const guint8 *data, gsize size, gsize *written)
{
  g_autofree char *path = fixture_path (self, "payload");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GByteArray *payload;
  guint64 told = 0;
  gsize offset = 0;
  int fd;

  put_bytes (self, "payload", data, size);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_true (gw_record_io_write (stream, head, n_head, fd, &told, NULL, NULL));
  close (fd);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  *written = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpuint (told, ==, *written);
  g_assert_cmpuint (*written % 4, ==, 0);
  payload = read_payload (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), *written, &offset);
  g_assert_cmpuint (offset, ==, *written);

  return payload;
}

static void
assert_passes (Fixture *self, const guint8 *data, gsize size, gsize wanted)
{
  static const guint8 head[4] = { 1, 2, 3, 4 };
  gsize written;
  g_autoptr (GByteArray) payload = pass_through (self, head, sizeof head, data, size, &written);

  g_assert_cmpuint (payload->len, ==, size + 4);
  g_assert_cmpmem (payload->data, 4, head, 4);
  g_assert_cmpmem (payload->data + 4, payload->len - 4, data, size);
  g_assert_cmpuint (written, ==, wanted);
}

/* The magic word at multiples of four parts the payload; elsewhere it is nothing. */
static void
test_magic (Fixture *self, gconstpointer data)
{
#define M 0x0a, 0x23, 0xd7, 0xce
  static const guint8 none[] = { 9, 9, 9 };
  static const guint8 only[] = { M };
  static const guint8 twice[] = { M, M, 7 };
  static const guint8 inner[] = { 1, 2, 3, 4, M, 5, 6, 7, 8, M, 9 };
  static const guint8 moved[] = { 1, M, 2, 3, 4 };
  static const guint8 cut[] = { 1, 2, 3, 4, 0x0a, 0x23, 0xd7 };

  /* Word and length, the payload of 4 more than the file, and zeros. */
  assert_passes (self, none, sizeof none, 8 + 7 + 1);
  assert_passes (self, none, 0, 8 + 4);
  /* Two records' worth of words, 4 and 0 bytes. */
  assert_passes (self, only, sizeof only, 8 + 4 + 8);
  assert_passes (self, twice, sizeof twice, 8 + 4 + 8 + 0 + 8 + 1 + 3);
  assert_passes (self, inner, sizeof inner, 8 + 8 + 8 + 4 + 8 + 1 + 3);
  assert_passes (self, moved, sizeof moved, 8 + 12);
  assert_passes (self, cut, sizeof cut, 8 + 11 + 1);
}

/* The first bytes of the description: they do not depend on this reader. */
static void
test_bytes (Fixture *self, gconstpointer data)
{
  static const guint8 wanted[] = { M, 28, 0, 0, 0,                /* whole, 24 + 4 bytes */
                                   0, 0,  0, 0, 0, 0, 0x40, 0x40, /* one label: 3.0 */
                                   5, 0,  0, 0, 0, 0, 0,    0,    /* its number */
                                   0, 0,  0, 0, 0, 0, 0,    0,    'a', 'b', 'c', 'd' };
  const float label = 3;
  gsize n_head;
  g_autofree guint8 *head = gw_record_io_make_head (&label, 1, 5, &n_head);
  g_autofree char *path = fixture_write (self, "payload", "abcd");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_true (gw_record_io_write (stream, head, n_head, fd, NULL, NULL, NULL));
  close (fd);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), wanted, sizeof wanted);
}

/* Longer than the blocks in which files are read, the word across and at their ends. */
static void
test_long (Fixture *self, gconstpointer data)
{
  const gsize block = 256 * 1024, size = 2 * block + 100;
  static const guint8 magic[] = { M };
  g_autofree guint8 *bytes = g_malloc0 (size);
  gsize written;
  g_autoptr (GByteArray) payload = NULL;
  static const guint8 head[8] = { 0 };

  memcpy (bytes + block - 8, magic, 4);     /* ends the first block, as the head is of 8 bytes: kept back */
  memcpy (bytes + block - 4 - 8, magic, 4); /* and the one before */
  memcpy (bytes + block + 2, magic, 4);     /* not at a multiple of four */
  memcpy (bytes + size - 100, magic, 4);
  payload = pass_through (self, head, sizeof head, bytes, size, &written);
  g_assert_cmpmem (payload->data + 8, payload->len - 8, bytes, size);
  /* Four parts: 3 words less, 3 heads more. */
  g_assert_cmpuint (written, ==, 8 + (8 + size) + 3 * 4);
}

/* A record holds 2^29 - 1 bytes at most: of a file with holes no byte is read. */
static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "payload", "");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  static const guint8 head[24] = { 0 };
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (ftruncate (fd, (1 << 29) - 24), ==, 0);
  g_assert_false (gw_record_io_write (stream, head, sizeof head, fd, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  close (fd);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

/* --- exports ------------------------------------------------------------------------------- */

#define SOURCE \
  "{\"groundwork\":1,\"task\":\"multilabel\",\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]}\n" \
  "{\"image\":\"x.png\",\"split\":\"train\",\"labels\":[\"c\"]}\n" \
  "{\"image\":\"sub/y z.png\",\"split\":\"val\",\"labels\":[\"b\",\"a\"]}\n" \
  "{\"image\":\"u.png\",\"split\":\"train\"}\n" \
  "{\"image\":\"v.png\",\"split\":\"train\",\"labels\":[\"a\"]}\n" \
  "{\"image\":\"w.png\",\"labels\":[\"b\"]}\n"

static void
set_up_pictures (Fixture *self)
{
  fixture_picture (self, "x.png", 3, 2);
  fixture_picture (self, "sub/y z.png", 30, 20);
  fixture_picture (self, "u.png", 3, 2);
  fixture_picture (self, "v.png", 5, 2);
  fixture_picture (self, "w.png", 7, 2);
}

static void
test_lst (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", SOURCE);
  g_autofree char *copy = fixture_path (self, "out/sub/y z.png");
  g_autofree char *absent = fixture_path (self, "bare/x.png");
  GwWriteOptions options = { .copy = GW_COPY_COPY };

  set_up_pictures (self);
  g_assert_true (fixture_convert (self, source, NULL, "lst", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  assert_file (self, "out/train.lst", "0\t2\tx.png\n2\t0\tv.png\n");
  assert_file (self, "out/val.lst", "1\t1\t0\tsub/y z.png\n");
  assert_file (self, "out/images.lst", "3\t1\tw.png\n");
  assert_file (self, "out/classes.txt", "a\nb\nc\n");
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));

  g_assert_true (fixture_convert (self, source, NULL, "lst", "bare", NULL));
  assert_file (self, "bare/train.lst", "0\t2\tx.png\n2\t0\tv.png\n");
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
}

static void
assert_record (Fixture *self, const char *records, gsize offset, guint64 id, const char *picture, guint n_labels,
               const float *labels)
{
  g_autoptr (GBytes) all = load (self, records);
  g_autoptr (GBytes) wanted = load (self, picture);
  g_autoptr (GByteArray) payload = read_payload (g_bytes_get_data (all, NULL), g_bytes_get_size (all), &offset);
  Item item = read_item (payload);

  g_assert_cmpuint (item.id, ==, id);
  g_assert_cmpuint (item.id2, ==, 0);
  g_assert_cmpuint (item.flag, ==, n_labels == 1 ? 0 : n_labels);
  if (n_labels == 1)
    g_assert_cmpfloat (item.label, ==, labels[0]);
  for (guint i = 0; n_labels > 1 && i < n_labels; i++)
    g_assert_cmpfloat (item.extra[i], ==, labels[i]);
  g_assert_cmpmem (item.image, item.n_image, g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
}

/* Where the lines of an index say that records begin: "0\t0\n2\t148\n". */
static gsize
get_offset (Fixture *self, const char *index, guint64 id)
{
  g_autofree char *text = fixture_load (self, index);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      if (g_strv_length (fields) == 2 && g_ascii_strtoull (fields[0], NULL, 10) == id)
        return (gsize) g_ascii_strtoull (fields[1], NULL, 10);
    }
  g_assert_not_reached ();
}

static void
test_recordio (Fixture *self, gconstpointer data)
{
  static const float c = 2, a = 0, b = 1, both[] = { 1, 0 };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", SOURCE);

  set_up_pictures (self);
  for (guint pass = 0; pass < 2; pass++)
    g_assert_true (fixture_convert (self, source, NULL, "recordio", pass == 0 ? "out" : "again", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  assert_file (self, "out/train.lst", "0\t2\tx.png\n2\t0\tv.png\n");
  g_assert_cmpuint (get_offset (self, "out/train.idx", 0), ==, 0);
  assert_record (self, "out/train.rec", 0, 0, "x.png", 1, &c);
  assert_record (self, "out/train.rec", get_offset (self, "out/train.idx", 2), 2, "v.png", 1, &a);
  assert_record (self, "out/val.rec", get_offset (self, "out/val.idx", 1), 1, "sub/y z.png", 2, both);
  assert_record (self, "out/images.rec", get_offset (self, "out/images.idx", 3), 3, "w.png", 1, &b);
  {
    g_autoptr (GBytes) one = load (self, "out/train.rec");
    g_autoptr (GBytes) two = load (self, "again/train.rec");

    g_assert_true (g_bytes_equal (one, two));
  }
}

/* What cannot be packed is left out of all three files, and the rest is written. */
static void
test_left_out (Fixture *self, gconstpointer data)
{
  static const float b = 0;
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"image\":\"gone.png\",\"width\":1,\"height\":1,\"labels\":[\"b\"]}\n"
                                           "{\"image\":\"huge.png\",\"width\":1,\"height\":1,\"labels\":[\"b\"]}\n"
                                           "{\"image\":\"w.png\",\"labels\":[\"b\"]}\n");
  g_autofree char *huge = fixture_write (self, "huge.png", "");

  set_up_pictures (self);
  g_assert_cmpint (truncate (huge, 1 << 29), ==, 0);
  g_assert_true (fixture_convert (self, source, NULL, "recordio", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2); /* by the intake, and by the writer */
  assert_file (self, "out/images.lst", "0\t0\tw.png\n");
  assert_file (self, "out/images.idx", "0\t0\n");
  assert_record (self, "out/images.rec", 0, 0, "w.png", 1, &b);
}

/* More splits than files can be open are refused, and nothing is left. */
static void
test_many_splits (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *source = NULL;
  g_autofree char *out = fixture_path (self, "out");

  for (guint i = 0; i < 101; i++)
    g_string_append_printf (
        text, "{\"image\":\"%u.png\",\"width\":1,\"height\":1,\"split\":\"s%u\",\"labels\":[\"b\"]}\n", i, i);
  source = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_false (fixture_convert (self, source, NULL, "lst", "out", NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_LIMIT);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    const char *losses;
  } cases[] = {
    { "\"labels\":[\"a\",\"b\"],\"split\":\"train\"", "" },
    { "\"labels\":[]", "loss-image" },
    { "\"width\":20", "loss-image" },
    { "\"labels\":[\"a\"],\"objects\":[{\"label\":\"a\",\"bbox\":[1,2,3,4]}]", "loss-objects" },
    { "\"labels\":[\"a\"],\"confidences\":{\"a\":0.5}", "loss-score" },
    { "\"labels\":[\"a\"],\"annotator\":\"kim\"", "loss-author" },
    { "\"labels\":[\"a\"],\"tags\":[\"night\"]", "loss-tags" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"image\":\"a.png\",\"width\":20,\"height\":20,%s}\n",
                                               cases[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *target = g_strdup_printf ("out%u", (guint) i);
      g_auto (GStrv) codes = NULL;
      g_autoptr (GString) losses = g_string_new (NULL);

      g_test_message ("%s", cases[i].members);
      g_assert_true (fixture_convert (self, source, NULL, "lst", target, NULL));
      codes = gw_problems_list_codes (self->problems);
      for (gsize k = 0; codes[k] != NULL; k++)
        if (g_str_has_prefix (codes[k], "loss-"))
          g_string_append_printf (losses, "%s%s", losses->len > 0 ? " " : "", codes[k]);
      g_assert_cmpstr (losses->str, ==, cases[i].losses);
    }
}

static void
test_not_read (Fixture *self, gconstpointer data)
{
  g_assert_false (fixture_read_text (self, "lst", "0\t1\ta.png\n"));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_UNSUPPORTED);
}

/* --- pictures on their side --------------------------------------------------------------- */

/* A labeled JPEG file of 53 × 37 pixels that is shown as one of 37 × 53, and the source that names it. */
static char *
put_turned (Fixture *self)
{
  static const guint8 exif[] = "\xff\xe1\x00\x22"
                               "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 53, 37);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) jpeg = NULL;
  const guint8 *data;
  gsize n;

  for (guint i = 0; i < 53 * 37; i++)
    pixels[i] = i * 2654435761u >> 8;
  cairo_surface_mark_dirty (surface);
  jpeg = gw_encode_jpeg (surface, 5, NULL, NULL);
  cairo_surface_destroy (surface);
  data = g_bytes_get_data (jpeg, &n);
  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, exif, sizeof exif - 1);
  g_byte_array_append (bytes, data + 2, (guint) n - 2);
  put_bytes (self, "a.jpg", bytes->data, bytes->len);

  return fixture_write (self, "in.gw.jsonl",
                        "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
                        "{\"image\":\"a.jpg\",\"width\":37,\"height\":53,\"labels\":[\"cat\"]}\n");
}

/* What is packed is as what is copied: turned where that is asked for. */
static void
test_upright (Fixture *self, gconstpointer data)
{
  g_autofree char *source = put_turned (self);

  for (guint upright = 0; upright < 2; upright++)
    {
      g_autofree char *target = g_strdup_printf ("out%u", upright);
      g_autofree char *name = g_strdup_printf ("out%u/images.rec", upright);
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GByteArray) payload = NULL;
      GwImageInfo info;
      gsize offset = 0;
      Item item;

      g_assert_true (fixture_convert (self, source, "gw-jsonl", "recordio", target,
                                      &(GwWriteOptions) { .upright = upright == 1 }));
      g_assert_cmpuint (fixture_count (self, "image-turned"), ==, upright);
      file = load (self, name);
      payload = read_payload (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &offset);
      item = read_item (payload);
      g_assert_true (gw_image_info_read_bytes (item.image, item.n_image, &info, NULL));
      g_assert_cmpint (info.orientation, ==, upright == 1 ? 1 : 6);
      g_assert_cmpint (info.width, ==, 37);
    }
}

/* Where there is no room for the turned picture, it is not packed as it was. */
static void
test_no_room (Fixture *self, gconstpointer data)
{
  g_autofree char *source = put_turned (self);
  struct rlimit before, now;
  gboolean done;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  now = before;
  now.rlim_cur = 2000; /* the picture has fewer bytes; turned it has more */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &now), ==, 0);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "recordio", "as-it-is", NULL));
  done = fixture_convert (self, source, "gw-jsonl", "recordio", "out", &(GwWriteOptions) { .upright = TRUE });
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (done);
  g_assert_nonnull (strstr (self->error->message, "a.jpg"));
}

/* A cancel is heard while a picture is turned, and no picture goes in unturned by it. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "recordio", "lst", "labelme" };
  g_autofree char *source = put_turned (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const GwWriteOptions options = {
        .copy = GW_COPY_COPY, .upright = TRUE, .embed = TRUE, .cancellable = cancellable
      };
      g_autofree char *target = fixture_path (self, formats[i]);
      g_autoptr (GwWriter) writer = gw_format_create (gw_format_find (formats[i], NULL), target, self->head, &options,
                                                      self->problems, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (gw_writer_write (writer, fixture_record (self, 0), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (fixture_count (self, "image-not-turned"), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/recordio/parts-at-the-magic-word", test_magic);
  FIXTURE_TEST ("/recordio/bytes", test_bytes);
  FIXTURE_TEST ("/recordio/long", test_long);
  FIXTURE_TEST ("/recordio/too-large", test_too_large);
  FIXTURE_TEST ("/recordio/holds-pictures", test_recordio);
  FIXTURE_TEST ("/recordio/leaves-out", test_left_out);
  FIXTURE_TEST ("/lst/writes", test_lst);
  FIXTURE_TEST ("/lst/many-splits", test_many_splits);
  FIXTURE_TEST ("/lst/losses", test_losses);
  FIXTURE_TEST ("/lst/is-not-read", test_not_read);
  FIXTURE_TEST ("/lst/upright", test_upright);
  FIXTURE_TEST ("/lst/no-room", test_no_room);
  FIXTURE_TEST ("/lst/cancelled", test_cancelled);

  return g_test_run ();
}
