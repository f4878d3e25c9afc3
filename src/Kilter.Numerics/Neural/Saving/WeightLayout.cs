namespace Kilter.Numerics.Neural.Saving;

/// <summary>Whose names, axes and gate orders a file of weights follows.</summary>
public enum WeightLayout
{
    /// <summary>
    /// PyTorch's state_dict: "net.0.weight" [out, in]; "rnn.weight_ih_l0" [gates·H, in] with two biases, LSTM gates i, f, g, o, GRU gates r, z, n;
    /// convolutions [out, in, k], transposed ones [in, out, k].
    /// </summary>
    PyTorch,

    /// <summary>
    /// Keras's weights by path: "dense/kernel" [in, out]; "lstm/lstm_cell/kernel" [in, gates·H] with one bias, LSTM gates i, f, c, o, GRU gates z, r, h
    /// with a bias of [2, 3H]; convolutions [k, in, out], transposed ones [k, out, in].
    /// </summary>
    Keras,
}
