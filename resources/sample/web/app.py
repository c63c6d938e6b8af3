"""The storefront: pages made here, everything else asked of the API. The cart lives in a signed cookie."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for

from common.call_json import Unreachable, call_json
from common.settings import setting
from common.web_service import Refused, make_service

API = setting("API_URL")

app = make_service("web")
app.secret_key = setting("SESSION_SECRET")
app.config.update(SESSION_COOKIE_NAME="shop", SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_HTTPONLY=True)
app.add_template_filter(lambda cents: f"£{cents / 100:.2f}", "money")


def api(method: str, path: str, body: Any = None) -> Any:
    headers = {
        "User-Agent": request.headers.get("User-Agent", ""),
        "X-Visitor-Address": request.remote_addr or "",
        "Authorization": f"Bearer {session.get('token', '')}",
    }
    status, answer = call_json(method, API + path, body, headers)
    if status >= 400:
        raise Refused(status, answer["error"])
    return answer


@app.errorhandler(Refused)
def refused(error: Refused) -> Any:
    if error.status == 401 and request.endpoint != "sign_in":
        session.pop("token", None)
        return redirect(url_for("sign_in", then=request.path if request.method == "GET" else "/"))
    flash(error.message)
    return render_template("base.html"), error.status


@app.errorhandler(Unreachable)
def unreachable(error: Unreachable) -> Any:
    app.logger.error("%s", error)
    flash("The shop is not available right now; please try again.")
    return render_template("base.html"), 503


@app.get("/health")
def health() -> Any:
    return {"status": "ok"}


@app.get("/")
def products() -> Any:
    words = request.args.get("q", "")
    query = f"?{request.query_string.decode()}" if words else ""
    return render_template("products.html", products=api("GET", f"/products{query}")["products"], words=words)


@app.post("/cart/<sku>")
def change_cart(sku: str) -> Any:
    cart: dict[str, int] = session.get("cart", {})
    by = request.form.get("by", 1, type=int)
    cart[sku] = min(99, cart.get(sku, 0) + by)
    session["cart"] = {name: count for name, count in cart.items() if count > 0}
    return redirect(url_for("show_cart") if by < 0 else request.referrer or url_for("products"))


def cart_lines() -> list[dict[str, Any]]:
    cart: dict[str, int] = session.get("cart", {})
    known = {product["sku"]: product for product in api("GET", "/products")["products"]}
    return [{**known[sku], "quantity": count} for sku, count in cart.items() if sku in known]


@app.get("/cart")
def show_cart() -> Any:
    return render_template("cart.html", lines=cart_lines())


@app.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    if request.method == "GET":
        return render_template("sign_in.html")
    known = api("POST", "/sessions" if "given_name" not in request.form else "/customers", dict(request.form))
    session["token"], session["name"] = known["token"], known["name"]
    then = request.args.get("then", "")
    # Only to a page of this shop: "//elsewhere" would lead out of it.
    return redirect(then if then.startswith("/") and then[1:2] not in ("/", "\\") else url_for("products"))


@app.post("/sign-out")
def sign_out() -> Any:
    api("DELETE", "/sessions")
    session.clear()
    return redirect(url_for("products"))


@app.route("/checkout", methods=["GET", "POST"])
def checkout() -> Any:
    lines = cart_lines()
    if not lines:
        return redirect(url_for("show_cart"))
    if request.method == "GET":
        return render_template("checkout.html", lines=lines, customer=api("GET", "/customers/me"))
    wanted = [{"sku": line["sku"], "quantity": line["quantity"]} for line in lines]
    order = api("POST", "/orders", {**request.form, "lines": wanted})
    session.pop("cart")
    return redirect(url_for("show_order", number=order["number"]))


@app.get("/orders")
def list_orders() -> Any:
    return render_template("orders.html", orders=api("GET", "/orders")["orders"])


@app.get("/orders/<number>")
def show_order(number: str) -> Any:
    if not number.replace("-", "").isalnum():
        abort(404)
    return render_template("order.html", order=api("GET", f"/orders/{number}"))


@app.post("/orders/<number>/cancel")
def cancel_order(number: str) -> Any:
    if not number.replace("-", "").isalnum():
        abort(404)
    api("POST", f"/orders/{number}/cancel")
    flash("The order is being cancelled; a mail will tell you when your money is on its way.")
    return redirect(url_for("show_order", number=number))
