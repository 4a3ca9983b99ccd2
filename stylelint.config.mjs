// What Stylelint holds our style sheets to: its recommended rules. `make lint` fetches it into .venv/ and runs it.
export default { extends: "stylelint-config-recommended" };
