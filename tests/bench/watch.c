/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define GIVE_UP_MS 60000.0
#define ASK_EVERY_MS 10.0
#define LINES 4

struct _Watch
{
  Display *display;
  Window root;
  Window window; /* of the program, 0: not known yet */
  Atom protocols;
  Atom ping;
  Atom pid_name;
  int width;
  int height;
  GPid pid;
  double begin;
  double asked; /* when the last ping went out */
  double longest;
  gboolean waiting; /* for its answer */
};

Watch *
watch_new (void)
{
  Display *display = XOpenDisplay (NULL);
  Watch *self;

  if (display == NULL)
    return NULL;
  self = g_new0 (Watch, 1);
  self->display = display;
  self->root = DefaultRootWindow (display);
  self->protocols = XInternAtom (display, "WM_PROTOCOLS", False);
  self->ping = XInternAtom (display, "_NET_WM_PING", False);
  self->pid_name = XInternAtom (display, "_NET_WM_PID", False);
  self->width = DisplayWidth (display, DefaultScreen (display));
  self->height = DisplayHeight (display, DefaultScreen (display));
  /* Answers to a ping are sent to whoever manages windows. */
  XSelectInput (display, self->root, SubstructureNotifyMask);

  return self;
}

void
watch_free (Watch *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

/* --- the program --- */

static GStrv
make_environment (const char *home)
{
  static const char *const folders[][2] = { { "XDG_DATA_HOME", "data" },
                                            { "XDG_CONFIG_HOME", "config" },
                                            { "XDG_CACHE_HOME", "cache" } };
  GStrv environment = g_get_environ ();
  g_autofree char *settings_folder = g_build_filename (home, "config", "glib-2.0", "settings", NULL);
  g_autofree char *settings = g_build_filename (settings_folder, "keyfile", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (home, folders[i][1], NULL);

      environment = g_environ_setenv (environment, folders[i][0], folder, TRUE);
    }
  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  environment = g_environ_setenv (environment, "GDK_BACKEND", "x11", TRUE);
  environment = g_environ_setenv (environment, "GSK_RENDERER", "cairo", TRUE);
  environment = g_environ_setenv (environment, "GDK_DEBUG", "gl-disable", TRUE);
  environment = g_environ_setenv (environment, "GSETTINGS_BACKEND", "keyfile", TRUE);
  environment = g_environ_setenv (environment, "GTK_A11Y", "none", TRUE);
  /* Not a person's first start, which draws the sample. */
  g_mkdir_with_parents (settings_folder, 0700);
  g_file_set_contents (settings, "[org/groundwork/Groundwork]\nstarted-before=true\nwindow-size=(1400, 900)\n", -1,
                       NULL);

  return environment;
}

void
watch_start (Watch *self, const char *program, const char *argument, const char *home)
{
  g_auto (GStrv) environment = make_environment (home);
  char *argv[] = { (char *) program, (char *) argument, NULL };
  g_autoptr (GError) error = NULL;

  XWarpPointer (self->display, None, self->root, 0, 0, 0, 0, self->width - 1, self->height - 1);
  XSync (self->display, False);
  self->window = 0;
  self->waiting = FALSE;
  self->longest = 0;
  self->begin = gw_bench_wall_ms ();
  if (!g_spawn_async (NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                      &self->pid, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (1);
    }
}

void
watch_stop (Watch *self)
{
  int status;

  kill (self->pid, SIGTERM);
  waitpid (self->pid, &status, 0);
  self->pid = 0;
  self->window = 0;
}

double
watch_get_begin (Watch *self)
{
  return self->begin;
}

/* --- its main loop --- */

static gboolean
has_pid (Watch *self, Window window)
{
  Atom type;
  int format;
  gulong n, rest;
  guchar *data = NULL;
  gboolean ours = FALSE;

  if (XGetWindowProperty (self->display, window, self->pid_name, 0, 1, False, XA_CARDINAL, &type, &format, &n, &rest,
                          &data)
          == Success
      && data != NULL && n == 1)
    ours = *(gulong *) (gpointer) data == (gulong) self->pid;
  if (data != NULL)
    XFree (data);
  return ours;
}

/* The largest window of the program that is on the screen. */
static void
find_window (Watch *self)
{
  Window root, parent, *children = NULL;
  guint n = 0;
  int largest = 0;

  if (!XQueryTree (self->display, self->root, &root, &parent, &children, &n))
    return;
  for (guint i = 0; i < n; i++)
    {
      XWindowAttributes attributes;

      if (!XGetWindowAttributes (self->display, children[i], &attributes) || attributes.map_state != IsViewable
          || attributes.width * attributes.height <= largest || !has_pid (self, children[i]))
        continue;
      self->window = children[i];
      largest = attributes.width * attributes.height;
    }
  if (children != NULL)
    XFree (children);
}

static void
ask (Watch *self)
{
  XEvent event = { 0 };

  if (self->window == 0)
    find_window (self);
  if (self->window == 0)
    return;
  event.xclient.type = ClientMessage;
  event.xclient.window = self->window;
  event.xclient.message_type = self->protocols;
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long) self->ping;
  event.xclient.data.l[1] = CurrentTime;
  event.xclient.data.l[2] = (long) self->window;
  XSendEvent (self->display, self->window, False, NoEventMask, &event);
  XFlush (self->display);
  self->asked = gw_bench_wall_ms ();
  self->waiting = TRUE;
}

static void
take_answers (Watch *self)
{
  while (XPending (self->display) > 0)
    {
      XEvent event;

      XNextEvent (self->display, &event);
      if (event.type == ClientMessage && event.xclient.message_type == self->protocols
          && (Atom) event.xclient.data.l[0] == self->ping && self->waiting)
        self->waiting = FALSE;
    }
}

/* Asks, and takes in how long the answer has been under way. */
static void
keep_asking (Watch *self)
{
  double now;
  gboolean waited = self->waiting;

  take_answers (self);
  now = gw_bench_wall_ms ();
  if (waited)
    self->longest = MAX (self->longest, now - self->asked);
  if (!self->waiting && now - self->asked >= ASK_EVERY_MS)
    ask (self);
}

double
watch_get_longest_answer (Watch *self)
{
  double end = gw_bench_wall_ms () + GIVE_UP_MS;
  double longest;

  ask (self);
  while (self->waiting && gw_bench_wall_ms () < end)
    {
      g_usleep (500);
      take_answers (self);
      self->longest = MAX (self->longest, gw_bench_wall_ms () - self->asked);
    }
  longest = self->longest;
  self->longest = 0;
  return longest;
}

/* --- the screen --- */

static gboolean
is_near (gulong pixel, guint32 colour)
{
  for (int shift = 0; shift <= 16; shift += 8)
    if (ABS ((int) ((pixel >> shift) & 0xff) - (int) ((colour >> shift) & 0xff)) > 12)
      return FALSE;
  return TRUE;
}

static guint
count_line (Watch *self, int y, guint32 colour, int *last_x)
{
  XImage *line = XGetImage (self->display, self->root, 0, y, (guint) self->width, 1, AllPlanes, ZPixmap);
  guint n = 0;

  if (line == NULL)
    return 0;
  for (int x = 0; x < self->width; x++)
    if (is_near (XGetPixel (line, x, 0), colour))
      {
        n++;
        *last_x = x;
      }
  XDestroyImage (line);
  return n;
}

guint
watch_count (Watch *self, guint32 colour, int *x, int *y)
{
  guint total = 0;

  for (int line = LINES / 2; line < self->height; line += LINES)
    {
      int last_x = 0;
      guint n = count_line (self, line, colour, &last_x);

      /* One well inside, not at an edge. */
      if (n > 40 && total == 0 && x != NULL && y != NULL)
        {
          *x = last_x - 20;
          *y = line + 12;
        }
      total += n;
    }
  return total;
}

static double
await_lines (Watch *self, guint32 colour, guint n, int step)
{
  double end = gw_bench_wall_ms () + GIVE_UP_MS;

  while (gw_bench_wall_ms () < end)
    {
      guint total = 0;

      for (int line = step / 2; line < self->height && total <= n; line += step)
        {
          int x;

          total += count_line (self, line, colour, &x);
        }
      if (total > n)
        return gw_bench_wall_ms ();
      keep_asking (self);
      g_usleep (2000);
    }
  return 0;
}

double
watch_await (Watch *self, guint32 colour, guint n)
{
  return await_lines (self, colour, n, n > 0 ? LINES : 8 * LINES);
}

double
watch_await_frame (Watch *self)
{
  double end = gw_bench_wall_ms () + GIVE_UP_MS;

  while (gw_bench_wall_ms () < end)
    {
      int x;

      if (count_line (self, self->height / 2, 0, &x) < (guint) self->width)
        return gw_bench_wall_ms ();
      g_usleep (1000);
    }
  return 0;
}

/* --- pointer and keys --- */

void
watch_click (Watch *self, int x, int y)
{
  XTestFakeMotionEvent (self->display, -1, x, y, 0);
  XTestFakeButtonEvent (self->display, 1, True, 0);
  XTestFakeButtonEvent (self->display, 1, False, 0);
  XFlush (self->display);
}

static void
press (Watch *self, KeySym symbol, gboolean down)
{
  XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, symbol), down, 0);
}

void
watch_keys (Watch *self, const char *first, ...)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (KeySym));
  va_list args;

  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    {
      KeySym symbol = XStringToKeysym (name);

      press (self, symbol, TRUE);
      g_array_append_val (symbols, symbol);
    }
  va_end (args);
  for (guint i = symbols->len; i > 0; i--)
    press (self, g_array_index (symbols, KeySym, i - 1), FALSE);
  XFlush (self->display);
}

void
watch_type (Watch *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      /* Of Latin-1 the symbols have the numbers of the characters. */
      KeySym symbol = (KeySym) (guchar) *p;
      gboolean shift = *p == ':' || g_ascii_isupper (*p);

      if (shift)
        press (self, XK_Shift_L, TRUE);
      press (self, symbol, TRUE);
      press (self, symbol, FALSE);
      if (shift)
        press (self, XK_Shift_L, FALSE);
    }
  XFlush (self->display);
}

/* --- what it takes --- */

static double
read_kilobytes (Watch *self, const char *file, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", self->pid, file);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line != NULL ? (double) g_ascii_strtoll (line + strlen (name), NULL, 10) * 1024 / 1e6 : 0;
}

void
watch_get_memory (Watch *self, double *peak_resident, double *proportional)
{
  *peak_resident = read_kilobytes (self, "status", "VmHWM:");
  *proportional = read_kilobytes (self, "smaps_rollup", "\nPss:");
}

double
watch_get_cpu (Watch *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", self->pid);
  g_autofree char *text = NULL;
  gulong user = 0, system = 0;
  const char *end;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (end = strrchr (text, ')')) == NULL
      || sscanf (end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
    return 0;
  return (double) (user + system) * 1e3 / (double) sysconf (_SC_CLK_TCK);
}
