namespace Kilter.Numerics.Neural.Saving;

/// <summary>One tensor that was read.</summary>
/// <param name="Tensor">Its name in the file.</param>
/// <param name="Shape">Its shape in the file.</param>
/// <param name="Parameter">The parameter of ours that got its numbers.</param>
public sealed record ImportedPart(string Tensor, IReadOnlyList<int> Shape, string Parameter);

/// <summary>What an import read, and where it went. As text: one line a tensor.</summary>
/// <param name="Parts">In the order of the layers.</param>
/// <param name="Ignored">Tensors that mean nothing here: counters of batches.</param>
public sealed record ImportReport(IReadOnlyList<ImportedPart> Parts, IReadOnlyList<string> Ignored)
{
    /// <summary>"encoder.weight_ih_l0 (64, 4) → lstm_1/kernel", line by line.</summary>
    public override string ToString() => string.Concat(
        Parts.Select(p => $"{p.Tensor} {SafetensorsEntry.Text(p.Shape)} → {p.Parameter}\n").Concat(Ignored.Select(i => $"{i}: ignored\n")));
}
