<?php
/* What wikidiff2 costs, and what it shows: pairs as JSON lines on standard input, one JSON object on standard output.
 *
 *   php wikidiff2.php [--seconds N] < PAIRS       {"cpu": [microseconds, ...], "peak_kib": N}
 *   php wikidiff2.php --shown < PAIRS             {"shown": [[[deleted, ...], [inserted, ...]], ...]}
 *
 * A pair is {"old": text, "new": text}, one paragraph a line with a blank line between. Timed is the table diff alone,
 * in CPU time of the process, with two lines of context as wikis show it. wikidiff2 is under the GPL: a peer to run,
 * never a part of ours.
 */
const CONTEXT = 2;
const OLD_LINE = 2;      /* types of lines in wikidiff2's JSON; 0 is context, 4 and 5 are the ends of a move */
const NEW_LINE = 1;
const INSERTED = 0;      /* type of a marked range */

ini_set('memory_limit', '-1');
$options = getopt('', ['seconds:', 'shown']);

function cpu_microseconds(): float
{
    $used = getrusage();
    $seconds = $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'];
    return $seconds * 1e6 + $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'];
}

function status_kib(string $key): int
{
    $status = @file_get_contents('/proc/self/status') ?: '';
    return preg_match("/$key:\s+(\d+)/", $status, $found) ? (int)$found[1] : getrusage()['ru_maxrss'];
}

/* The texts shown as gone and as new. A moved line is neither, but for the words marked in it. */
function shown(string $old, string $new): array
{
    $deleted = $inserted = [];
    $diff = json_decode(wikidiff2_inline_json_diff($old, $new, 0), true, 512, JSON_INVALID_UTF8_SUBSTITUTE);
    foreach ($diff['diff'] ?? [] as $line) {
        if ($line['type'] === NEW_LINE) {
            $inserted[] = $line['text'];
        } elseif ($line['type'] === OLD_LINE) {
            $deleted[] = $line['text'];
        } else {
            foreach ($line['highlightRanges'] ?? [] as $range) {
                $piece = substr($line['text'], $range['start'], $range['length']);
                if ($range['type'] === INSERTED) {
                    $inserted[] = $piece;
                } else {
                    $deleted[] = $piece;
                }
            }
        }
    }
    return [$deleted, $inserted];
}

$pairs = [];
while (($line = fgets(STDIN)) !== false) {
    $row = json_decode($line, true);
    $pairs[] = [$row['old'], $row['new']];
}
if (isset($options['shown'])) {
    $all = array_map(fn($pair) => shown(...$pair), $pairs);
    echo json_encode(['shown' => $all], JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    exit(0);
}
wikidiff2_do_diff("One said so.\nTwo did.", "One said so.\nFour did.", CONTEXT);   /* first call, outside the clock */
$exact = @file_put_contents('/proc/self/clear_refs', '5') !== false;   /* high-water mark set back, where allowed */
$before = status_kib($exact ? 'VmRSS' : 'VmHWM');
$most = (float)($options['seconds'] ?? 3600) * 1e6;
$cpu = [];
foreach ($pairs as [$old, $new]) {
    $start = cpu_microseconds();
    wikidiff2_do_diff($old, $new, CONTEXT);
    $cpu[] = cpu_microseconds() - $start;
    if (array_sum($cpu) > $most) {
        break;
    }
}
echo json_encode(['cpu' => $cpu, 'peak_kib' => max(0, status_kib('VmHWM') - $before)]), "\n";
