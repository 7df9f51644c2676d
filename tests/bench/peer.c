/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "peer.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* Stock Python, where Debian's packages are. */
#define PYTHON "/usr/bin/python3"

static const char *const frame = "def memory(what):\n"
                                 "    lines = open('/proc/self/status').read().split('\\n')\n"
                                 "    return float([x for x in lines if x.startswith(what)][0].split()[1]) / 1024\n"
                                 "arguments = load(sys.argv[1])\n"
                                 "for line in sys.stdin:\n"
                                 "    open('/proc/self/clear_refs', 'w').write('5')\n"
                                 "    before = memory('VmRSS')\n"
                                 "    begin, begin_cpu = time.perf_counter(), time.process_time()\n"
                                 "    result = work(*arguments)\n"
                                 "    spent, spent_cpu = time.perf_counter() - begin, time.process_time() - begin_cpu\n"
                                 "    peak = memory('VmHWM') - before\n"
                                 "    print(spent * 1e3, spent_cpu * 1e3, '%.17g' % check(result), peak, flush=True)\n"
                                 "    del result\n";

struct _GwBenchPeer
{
  GSubprocess *process;
  GDataInputStream *answers;
};

GwBenchPeer *
gw_bench_peer_new (const char *script, const char *path)
{
  g_autofree char *program = g_strconcat ("import sys, time, numpy\n", script, frame, NULL);
  g_autoptr (GSubprocess) process = NULL;
  GwBenchPeer *self;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                  | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, PYTHON, "-c", program, path, NULL);
  if (process == NULL)
    return NULL;

  self = g_new0 (GwBenchPeer, 1);
  self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  self->process = g_steal_pointer (&process);

  return self;
}

void
gw_bench_peer_free (GwBenchPeer *self)
{
  g_subprocess_force_exit (self->process);
  g_object_unref (self->answers);
  g_object_unref (self->process);
  g_free (self);
}

gboolean
gw_bench_peer_ask (GwBenchPeer *self, GwBenchAnswer *answer)
{
  g_autofree char *line = NULL;
  char *end = NULL;

  *answer = (GwBenchAnswer) { 0 };
  if (self == NULL
      || !g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), "\n", 1, NULL, NULL, NULL))
    return FALSE;
  line = g_data_input_stream_read_line (self->answers, NULL, NULL, NULL);
  if (line == NULL)
    return FALSE;

  answer->wall_ms = g_ascii_strtod (line, &end);
  answer->cpu_ms = g_ascii_strtod (end, &end);
  answer->check = g_ascii_strtod (end, &end);
  answer->megabytes = g_ascii_strtod (end, NULL);

  return TRUE;
}

static double
read_memory (const char *what)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, what);

  return line != NULL ? g_ascii_strtod (line + strlen (what), NULL) / 1024 : 0;
}

double
gw_bench_memory_begin (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file); /* the peak starts anew */
      fclose (file);
    }

  return read_memory ("VmRSS:");
}

double
gw_bench_memory_peak (double before)
{
  return read_memory ("VmHWM:") - before;
}
