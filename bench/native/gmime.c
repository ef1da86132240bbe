/*
 * GMime (C) as one of those who are timed: a message is parsed, its fields, people and texts decoded to UTF-8, its
 * contents decoded, everything looked at; then all of it is freed.
 *
 *   gmime FILE                 serves: a line "answer" prints what was found, a line with a number does the work
 *                              that many times and prints the nanoseconds
 *   gmime FILE --median MS     times batches for that long by itself and prints the median of one run in microseconds
 */

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static GByteArray *source;
static gboolean telling = FALSE;
/* A sum nobody asks for: so that nobody can leave the work out. */
static gsize touched = 0;
static guint parts = 0;
static guint fields = 0;

static void tell(const char *key, const void *bytes, gsize length) {
  if (length > 0) touched += ((const guint8 *)bytes)[length - 1];
  if (!telling) return;
  gchar *text = g_base64_encode(bytes, length);
  printf("%s %s\n", key, text);
  g_free(text);
}

static void read_fields(GMimeHeaderList *list, gboolean of_root) {
  int count = g_mime_header_list_get_count(list);
  for (int i = 0; i < count; i++) {
    GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
    const char *value = g_mime_header_get_value(header);
    if (value != NULL) touched += strlen(value);
  }
  if (of_root) fields += count;
}

static void read_people(GMimeMessage *message, GMimeAddressType type) {
  InternetAddressList *list = g_mime_message_get_addresses(message, type);
  int count = list == NULL ? 0 : internet_address_list_length(list);
  for (int i = 0; i < count; i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) continue;
    const char *name = internet_address_get_name(address);
    const char *addr = internet_address_mailbox_get_addr((InternetAddressMailbox *)address);
    touched += strlen(addr) + (name == NULL ? 0 : strlen(name));
    if (!telling) continue;
    gchar *line = name != NULL && *name ? g_strdup_printf("%s <%s>", name, addr) : g_strdup(addr);
    tell("address", line, strlen(line));
    g_free(line);
  }
}

static void read_content(GMimePart *part, const char *name) {
  GByteArray *content = g_byte_array_sized_new(source->len);
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(content);
  g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), stream);
  if (telling) tell("name", name == NULL ? "" : name, name == NULL ? 0 : strlen(name));
  tell("content", content->data, content->len);
  g_object_unref(stream);
}

static void read_object(GMimeObject *object);

/* An attached message is read like the one it is in. */
static void read_attached(GMimeMessage *message) {
  if (message == NULL) return;
  read_fields(g_mime_object_get_header_list((GMimeObject *)message), FALSE);
  GMimeObject *root = g_mime_message_get_mime_part(message);
  if (root != NULL) read_object(root);
}

static void read_object(GMimeObject *object) {
  parts++;
  read_fields(g_mime_object_get_header_list(object), parts == 1);
  if (GMIME_IS_MULTIPART(object)) {
    int count = g_mime_multipart_get_count((GMimeMultipart *)object);
    for (int i = 0; i < count; i++) read_object(g_mime_multipart_get_part((GMimeMultipart *)object, i));
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    read_attached(g_mime_message_part_get_message((GMimeMessagePart *)object));
  } else if (GMIME_IS_PART(object)) {
    const char *name = g_mime_part_get_filename((GMimePart *)object);
    if (GMIME_IS_TEXT_PART(object) && name == NULL) {
      char *text = g_mime_text_part_get_text((GMimeTextPart *)object);
      gboolean html = g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", "html");
      if (text != NULL) tell(html ? "html" : "text", text, strlen(text));
      g_free(text);
    } else {
      read_content((GMimePart *)object, name);
    }
  }
}

static void work(void) {
  parts = fields = 0;
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(source);
  g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_object_unref(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  read_fields(g_mime_object_get_header_list((GMimeObject *)message), TRUE);
  const char *subject = g_mime_message_get_subject(message);
  if (subject != NULL) tell("subject", subject, strlen(subject));
  read_people(message, GMIME_ADDRESS_TYPE_FROM);
  read_people(message, GMIME_ADDRESS_TYPE_TO);
  read_people(message, GMIME_ADDRESS_TYPE_CC);
  GDateTime *date = g_mime_message_get_date(message);
  if (date != NULL) touched += g_date_time_get_year(date);
  GMimeObject *root = g_mime_message_get_mime_part(message);
  if (root != NULL) read_object(root);
  g_object_unref(message);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static double time_runs(long times) {
  double start = now();
  for (long i = 0; i < times; i++) work();
  return now() - start;
}

static void answer(void) {
  telling = TRUE;
  work();
  telling = FALSE;
  printf("fields %u\n\n", fields);
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Batches of a millisecond or more, after a tenth of the time for warming up. */
static double find_median(double budget) {
  long times = 1;
  while (time_runs(times) < 1e6 && times < (1L << 24)) times *= 2;
  double start = now();
  while (now() - start < budget / 10) time_runs(times);
  GArray *samples = g_array_new(FALSE, FALSE, sizeof(double));
  start = now();
  while (now() - start < budget || samples->len < 5) {
    double sample = time_runs(times) / times;
    g_array_append_val(samples, sample);
  }
  g_array_sort(samples, compare);
  double median = g_array_index(samples, double, samples->len / 2);
  g_array_free(samples, TRUE);
  return median;
}

int main(int argc, char **argv) {
  gchar *bytes = NULL;
  gsize length = 0;
  if (argc < 2 || !g_file_get_contents(argv[1], &bytes, &length, NULL)) {
    fprintf(stderr, "Use: gmime FILE [--median MS]\n");
    return 2;
  }
  g_mime_init();
  source = g_byte_array_new_take((guint8 *)bytes, length);
  if (argc == 4 && strcmp(argv[2], "--median") == 0) {
    printf("%.3f\n", find_median(atof(argv[3]) * 1e6) / 1e3);
  } else {
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
      if (strcmp(line, "answer\n") == 0) answer();
      else printf("%.0f\n", time_runs(atol(line)));
      fflush(stdout);
    }
  }
  g_mime_shutdown();
  return touched == 1 ? 3 : 0;
}
