using Kilter.Artifacts;

namespace Kilter.Frames;

/// <summary>Saves rows seen and reads them back; files from before they were kept give <see cref="RowsSeen.Unknown"/>.</summary>
internal static class RowsStore
{
    public static void Write(ArtifactWriter artifact, string name, RowsSeen rows)
    {
        if (!rows.IsKnown)
        {
            return;
        }

        var section = artifact.Section(name);
        section.Set("record", rows.Record);
        section.Set("text", rows.Text);
        section.Set("counts", [rows.Count, rows.HasTime ? 1 : 0, rows.UsedLabels ? 1 : 0]);
        section.Set("spans", rows.Spans.SelectMany(s => new[] { s.First, s.End }).ToArray());
    }

    public static RowsSeen Read(ArtifactReader artifact, string name)
    {
        var section = artifact.Section(name);
        if (!section.Has("spans"))
        {
            return RowsSeen.Unknown;
        }

        var (counts, ends) = (section.WholeNumbers("counts", 3), section.WholeNumbers("spans"));
        var spans = new (long First, long End)[ends.Length / 2];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = (ends[2 * i], ends[(2 * i) + 1]);
            if (spans[i].First >= spans[i].End || (i > 0 && spans[i].First < spans[i - 1].End))
            {
                throw new InvalidDataException("The model's rows seen are not in order.");
            }
        }

        return counts[0] > 0 && spans.Length > 0 && ends.Length % 2 == 0
            ? RowsSeen.Restore(section.Text("record"), counts[1] != 0, counts[2] != 0, spans, counts[0], section.Text("text"))
            : throw new InvalidDataException("The model's rows seen hold impossible counts.");
    }
}
